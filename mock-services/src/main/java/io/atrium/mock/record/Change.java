package io.atrium.mock.record;

/** A change of one record; after a deletion the record carries the version of the deletion. */
public record Change(Kind kind, StoredRecord record) {

    /** What happened to the record. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }
}
