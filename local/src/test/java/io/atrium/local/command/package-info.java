@NullMarked
package io.atrium.local.command;

import org.jspecify.annotations.NullMarked;
