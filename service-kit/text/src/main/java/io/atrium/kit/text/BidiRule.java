package io.atrium.kit.text;

import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.ARABIC_NUMBER;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.BOUNDARY_NEUTRAL;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.COMMON_NUMBER_SEPARATOR;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.DIR_NON_SPACING_MARK;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.EUROPEAN_NUMBER;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.EUROPEAN_NUMBER_SEPARATOR;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.EUROPEAN_NUMBER_TERMINATOR;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.LEFT_TO_RIGHT;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.OTHER_NEUTRAL;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.RIGHT_TO_LEFT;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterDirection.RIGHT_TO_LEFT_ARABIC;

import com.ibm.icu.lang.UCharacter;
import java.util.Arrays;
import java.util.Set;

/** The Bidi Rule (RFC 5893, section 2) for an identifier that has characters written from right to left. */
final class BidiRule {
    private static final Set<Integer> NEUTRAL = Set.of(
            EUROPEAN_NUMBER_SEPARATOR + 0,
            COMMON_NUMBER_SEPARATOR + 0,
            EUROPEAN_NUMBER_TERMINATOR + 0,
            OTHER_NEUTRAL + 0,
            BOUNDARY_NEUTRAL + 0,
            DIR_NON_SPACING_MARK + 0);
    private static final Set<Integer> RIGHT =
            Set.of(RIGHT_TO_LEFT + 0, RIGHT_TO_LEFT_ARABIC + 0, ARABIC_NUMBER + 0, EUROPEAN_NUMBER + 0);
    private static final Set<Integer> LEFT = Set.of(LEFT_TO_RIGHT + 0, EUROPEAN_NUMBER + 0);

    private BidiRule() {}

    static void check(int[] text) {
        int[] directions = Arrays.stream(text).map(UCharacter::getDirection).toArray();
        boolean applies = contains(directions, RIGHT_TO_LEFT)
                || contains(directions, RIGHT_TO_LEFT_ARABIC)
                || contains(directions, ARABIC_NUMBER);
        if (applies && !holds(directions)) {
            throw new TextRefusedException("must not mix directions of writing");
        }
    }

    private static boolean holds(int[] directions) {
        boolean fromRight = directions[0] == RIGHT_TO_LEFT || directions[0] == RIGHT_TO_LEFT_ARABIC;
        if (!fromRight && directions[0] != LEFT_TO_RIGHT) {
            return false;
        }
        Set<Integer> strong = fromRight ? RIGHT : LEFT;
        int last = directions.length - 1;
        while (directions[last] == DIR_NON_SPACING_MARK) {
            last--;
        }
        return strong.contains(directions[last])
                && !(contains(directions, EUROPEAN_NUMBER) && contains(directions, ARABIC_NUMBER))
                && Arrays.stream(directions)
                        .allMatch(direction -> strong.contains(direction) || NEUTRAL.contains(direction));
    }

    private static boolean contains(int[] directions, int wanted) {
        return Arrays.stream(directions).anyMatch(direction -> direction == wanted);
    }
}
