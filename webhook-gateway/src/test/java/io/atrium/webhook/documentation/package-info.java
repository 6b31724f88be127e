@NullMarked
package io.atrium.webhook.documentation;

import org.jspecify.annotations.NullMarked;
