package io.atrium.integration.webhook;

/** What running the due events did: so many were processed, failed again, or given up. */
public record ProcessResponse(int processed, int retried, int dead) {}
