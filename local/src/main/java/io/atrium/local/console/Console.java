package io.atrium.local.console;

import io.atrium.kit.wire.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the person at the terminal sees: aligned, and coloured only where colours are wanted and seen. */
public final class Console {

    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;
    private volatile @Nullable Thread only;

    public Console(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /** Colours only on a terminal, and never with NO_COLOR (no-color.org). */
    public static Console of(Map<String, String> environment, boolean terminal) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Console(System.out, System.err, terminal && wanted);
    }

    /** From now on only this thread is heard: what others still say is of no interest. */
    public void hearOnly(Thread thread) {
        only = thread;
    }

    public boolean colours() {
        return colours;
    }

    public void print(String line) {
        write(out, line);
    }

    public void title(String line) {
        write(out, paint("\u001b[1m", line));
    }

    public void done(String line) {
        write(out, "  " + paint("\u001b[32m", "✓") + " " + line);
    }

    public void note(String line) {
        write(out, paint("\u001b[2m", "    " + line));
    }

    /** To standard error. */
    public void fail(String line) {
        write(err, paint("\u001b[31m", line));
    }

    /**
     * Columns as wide as their widest cell, the first row as heading. A cell may hold what a provider sent: nothing of it
     * acts on the terminal.
     */
    public void table(List<List<String>> cells) {
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            write(out, i == 0 ? paint("\u001b[2m", line) : line);
        }
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private void write(PrintStream stream, String line) {
        Thread heard = only;
        if (heard == null || heard == Thread.currentThread()) {
            stream.println(line);
        }
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}
