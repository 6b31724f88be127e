package io.atrium.integration.work;

/** The lease ended before the work did, and somebody else may be doing it now: stop, write nothing. */
public class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(WorkItem item) {
        super("The lease on " + item.kind().text() + " " + item.ref() + " is lost");
    }
}
