package io.atrium.kit.deadline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that may by its nature take longer than {@code atrium.http.request-deadline}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deadline {

    /** How long it may take at most. */
    int seconds();
}
