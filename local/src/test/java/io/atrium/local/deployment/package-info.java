/** What the files under deploy/ and docker-compose.yml promise each other. */
@NullMarked
package io.atrium.local.deployment;

import org.jspecify.annotations.NullMarked;
