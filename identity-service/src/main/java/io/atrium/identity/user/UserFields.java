package io.atrium.identity.user;

/** What the fields of a user look like. */
public final class UserFields {

    public static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._@+-]{1,62}";
    public static final String USERNAME_MESSAGE =
            "must have 2 to 63 letters, digits or ._@+- and begin with a letter or digit";

    /** No control characters: names go into logs and mails. */
    public static final String NAME = "[^\\p{Cntrl}]*";

    public static final String NAME_MESSAGE = "must not have control characters";

    private UserFields() {}
}
