package io.atrium.local.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the person at the terminal sees: aligned, and coloured only where colours are wanted and seen. */
public final class Console {

    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;

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

    public void print(String line) {
        out.println(line);
    }

    public void title(String line) {
        out.println(paint("\u001b[1m", line));
    }

    public void done(String line) {
        out.println("  " + paint("\u001b[32m", "✓") + " " + line);
    }

    public void note(String line) {
        out.println(paint("\u001b[2m", "    " + line));
    }

    /** To standard error. */
    public void fail(String line) {
        err.println(paint("\u001b[31m", line));
    }

    /** Columns as wide as their widest cell, the first row as heading. */
    public void table(List<List<String>> rows) {
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
            out.println(i == 0 ? paint("\u001b[2m", line) : line);
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

    private String paint(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}
