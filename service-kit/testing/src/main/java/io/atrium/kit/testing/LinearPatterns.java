package io.atrium.kit.testing;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions that go over a text once: for texts made to lead them astray, twice the length is at most two and a
 * half times as many looks at a character. Counted, not timed, so that it fails always or never. Java's expressions
 * backtrack: {@code (a+)+b} looks at thirty letters a billion times.
 */
public final class LinearPatterns {

    private static final String CONSTRAINT = "jakarta.validation.constraints.Pattern";
    private static final int LENGTH = 400;
    private static final double FACTOR = 2.5;
    private static final int FLOOR = 5_000;
    private static final long MOST = 1_000_000;
    private static final String COMMON = "aA0-_./:@~ ,;%\u00e9\u6f22";

    private LinearPatterns() {}

    /**
     * Fails with every expression of a package and all below it that backtracks.
     *
     * @param reasons why one may, by its field: because nobody outside chooses the text
     */
    public static void verify(String basePackage, Map<String, String> reasons) {
        List<String> faults = faults(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(basePackage))
                .stream()
                .filter(fault -> reasons.keySet().stream().noneMatch(fault::contains))
                .toList();
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    /** What is wrong with the expressions of static fields and of constraints in a module's classes. */
    static List<String> faults(JavaClasses classes) {
        Map<String, Pattern> matched = new TreeMap<>();
        Map<String, Pattern> sought = new TreeMap<>();
        for (JavaClass type : classes) {
            boolean seeks = type.getMethodCallsFromSelf().stream().anyMatch(LinearPatterns::isSearch);
            (seeks ? sought : matched).putAll(of(type));
        }
        List<String> faults = new ArrayList<>(faults(matched, false));
        faults.addAll(faults(sought, true));
        return faults;
    }

    /** Where an expression is sought anywhere in a text, and not held against the whole of it. */
    private static boolean isSearch(JavaMethodCall call) {
        return (call.getTargetOwner().isEquivalentTo(Matcher.class)
                        && Set.of("find", "replaceAll", "replaceFirst", "results", "appendReplacement")
                                .contains(call.getName()))
                || (call.getTargetOwner().isEquivalentTo(Pattern.class)
                        && Set.of("split", "splitAsStream", "asPredicate").contains(call.getName()));
    }

    private static Map<String, Pattern> of(JavaClass type) {
        Map<String, Pattern> found = new TreeMap<>();
        for (JavaField field : type.getFields()) {
            if (field.getRawType().isEquivalentTo(Pattern.class)
                    && field.getModifiers().contains(JavaModifier.STATIC)) {
                found.put(field.getFullName(), value(field));
            }
            for (JavaAnnotation<?> annotation : field.getAnnotations()) {
                if (annotation.getRawType().getName().equals(CONSTRAINT)) {
                    found.put("@Pattern of " + field.getFullName(), Pattern.compile((String)
                            annotation.get("regexp").orElseThrow()));
                }
            }
        }
        return found;
    }

    private static Pattern value(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return (Pattern) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with each of the expressions that backtrack. */
    static List<String> faults(Map<String, Pattern> patterns, boolean sought) {
        return patterns.entrySet().stream()
                .filter(entry -> !isLinear(entry.getValue(), sought))
                .map(entry -> entry.getKey() + " backtracks: " + entry.getValue())
                .toList();
    }

    static boolean isLinear(Pattern pattern, boolean sought) {
        return pieces(pattern.pattern()).stream()
                .allMatch(piece -> isLinear(pattern, sought, piece, "\u0001") && isLinear(pattern, sought, piece, ""));
    }

    private static boolean isLinear(Pattern pattern, boolean sought, String piece, String end) {
        int times = LENGTH / piece.length();
        long once = looks(pattern, sought, piece.repeat(times) + end);
        long twice = looks(pattern, sought, piece.repeat(2 * times) + end);
        return twice < MOST && twice <= FACTOR * once + FLOOR;
    }

    private static long looks(Pattern pattern, boolean sought, String text) {
        Counted counted = new Counted(text, new long[1]);
        Matcher matcher = pattern.matcher(counted);
        try {
            if (sought) {
                matcher.replaceAll("");
            } else {
                matcher.matches();
            }
        } catch (TooManyException | StackOverflowError tooMany) {
            return MOST;
        }
        return counted.looks[0];
    }

    /** Each character that the expression names, each two of them, and a few that classes mean. */
    private static Set<String> pieces(String expression) {
        Set<String> single = new LinkedHashSet<>();
        (expression + COMMON).codePoints().filter(cp -> cp != '\\').forEach(cp -> single.add(Character.toString(cp)));
        Set<String> pieces = new LinkedHashSet<>(single);
        for (String first : single) {
            for (String second : single) {
                if (pieces.size() < 3_000) {
                    pieces.add(first + second);
                }
            }
        }
        return pieces;
    }

    private static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyException() {
            super("too many looks", null, false, false);
        }
    }

    /** A text that counts how often a character of it is looked at. */
    private record Counted(String text, long[] looks) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST) {
                throw new TooManyException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
