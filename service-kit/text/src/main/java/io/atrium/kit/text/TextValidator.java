package io.atrium.kit.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text, in the words of its rule. */
public class TextValidator implements ConstraintValidator<Text, String> {
    private TextRule rule = TextRule.DISPLAY_NAME;
    private int min;
    private int max;
    private List<String> of = List.of();

    @Override
    public void initialize(Text constraint) {
        rule = constraint.value();
        min = constraint.min();
        max = constraint.max();
        of = List.of(constraint.of());
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        try {
            String canonical = rule.canonical(text, max);
            if (canonical.codePointCount(0, canonical.length()) < min && rule != TextRule.URL) {
                throw new TextRefusedException("must have at least " + min + " characters");
            }
            if (!of.isEmpty() && !of.contains(canonical)) {
                throw new TextRefusedException("must be one of " + String.join(", ", of));
            }
            return true;
        } catch (TextRefusedException refused) {
            context.disableDefaultConstraintViolation();
            // The message holds nothing of the text, so nothing in it is taken for an expression.
            context.buildConstraintViolationWithTemplate(refused.getMessage()).addConstraintViolation();
            return false;
        }
    }
}
