package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of a {@link SchemaHistory}'s resource, in the order of the file. A section begins with a line
 *
 * <pre>
 * --- rows 009-030: a title
 * </pre>
 *
 * <p>that says of which kind it is, for databases of which versions, both included and open at either end, and what it is
 * about. {@code kit 006-} means versions of the kit.
 *
 * @param sections each with its statements
 */
record SchemaScript(List<Section> sections) {

    private static final Pattern HEADER = Pattern.compile(
            "--- (?<kind>[a-z]+(?: as [a-z]+)?) (?<kit>kit )?(?<first>\\d*)-(?<last>\\d*)(?:: (?<title>.*))?");

    /** What stands for the one organization that the rows belong to. */
    private static final String PLACEHOLDER = "${organization}";

    static final String ORGANIZATION = "00000000-0000-7000-8000-0000000000aa";

    /**
     * @param kind rows, lost, changed, expect, or change with the kind of a role
     * @param title what an expectation says; the relation or column that is lost or changed
     */
    record Section(String kind, boolean ofKit, int first, int last, String title, String sql) {

        boolean holdsFor(LandedVersion version) {
            int number = ofKit ? version.kit() : version.service();
            return first <= number && number <= last;
        }
    }

    SchemaScript {
        sections = List.copyOf(sections);
    }

    List<Section> of(String kind, LandedVersion version) {
        return sections.stream()
                .filter(section -> section.kind().equals(kind) && section.holdsFor(version))
                .toList();
    }

    static SchemaScript read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaScript parse(String text) {
        List<Section> sections = new ArrayList<>();
        for (String part : text.replace(PLACEHOLDER, ORGANIZATION).split("(?m)^(?=--- )")) {
            String[] lines = part.split("\n", 2);
            if (lines[0].startsWith("--- ")) {
                sections.add(section(lines[0], lines.length == 2 ? lines[1].strip() : ""));
            }
        }
        return new SchemaScript(sections);
    }

    private static Section section(String line, String sql) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new IllegalArgumentException("no header of a section: " + line);
        }
        String title = header.group("title");
        return new Section(
                header.group("kind"),
                header.group("kit") != null,
                number(header.group("first"), 0),
                number(header.group("last"), Integer.MAX_VALUE),
                title == null ? "" : title,
                sql);
    }

    private static int number(String digits, int open) {
        return digits.isEmpty() ? open : Integer.parseInt(digits);
    }
}
