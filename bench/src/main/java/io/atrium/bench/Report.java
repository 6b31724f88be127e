package io.atrium.bench;

import java.util.List;

/** What one benchmark found, as Markdown. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report(String title) {
        text.append("## ").append(title).append("\n\n");
    }

    Report add(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
        return this;
    }

    Report add(Samples samples) {
        return add(samples.markdown());
    }

    Report add(List<Ratio> ratios) {
        return ratios.isEmpty() ? this : add(Ratio.markdown(ratios));
    }

    String markdown() {
        return text.toString();
    }

    void print() {
        System.out.println();
        System.out.print(markdown());
    }
}
