package io.atrium.kit.secrets;

import java.util.List;

/** Settings that a service does not start with. {@link ProductionGuard} asks every bean of this type, and says all at once. */
public interface StartupRule {

    /**
     * What is wrong, each as a sentence that begins with the name of a variable, without a full stop and without secrets.
     *
     * @param production whether the service runs in production mode, where what is not encrypted must be said
     */
    List<String> faults(boolean production);
}
