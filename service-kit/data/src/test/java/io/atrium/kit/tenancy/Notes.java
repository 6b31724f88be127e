package io.atrium.kit.tenancy;

import io.atrium.kit.id.Ids;
import java.util.UUID;

/** Rows and scopes of the tests' own table. */
final class Notes {

    private Notes() {}

    static NoteEntity note(UUID organization, String text) {
        NoteEntity note = new NoteEntity();
        note.organizationId = organization;
        note.id = Ids.next();
        note.text = text;
        return note;
    }

    static TenantScope scope(UUID organization) {
        return TenantScope.system(organization, "test-request");
    }
}
