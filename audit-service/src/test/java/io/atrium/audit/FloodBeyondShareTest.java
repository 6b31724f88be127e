package io.atrium.audit;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The same flood, most of it by way of the backlog. */
@QuarkusTest
@TestProfile(TightLimits.class)
class FloodBeyondShareTest extends FloodTest {}
