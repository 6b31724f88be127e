package io.atrium.local.demo;

/** A step of the shown run did not come out as it must. */
final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String call;
    private final String expected;
    private final String answer;

    StepFailedException(String call, String expected, String answer) {
        super(call + ": expected " + expected + ", got " + answer);
        this.call = call;
        this.expected = expected;
        this.answer = answer;
    }

    String call() {
        return call;
    }

    String expected() {
        return expected;
    }

    String answer() {
        return answer;
    }
}
