package io.atrium.kit.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What every span gets and what none says. The trace that a client named becomes a link. Addresses and programs of people,
 * and query strings, which may carry tokens, are replaced: whoever reads traces reads those of every organization.
 */
@Singleton
@Unremovable
final class SpanRules implements SpanProcessor {

    private static final String REDACTED = "REDACTED";
    private static final List<AttributeKey<String>> WITHHELD =
            List.of(UrlAttributes.URL_QUERY, ClientAttributes.CLIENT_ADDRESS, UserAgentAttributes.USER_AGENT_ORIGINAL);

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        SpanContext client = parent.get(ServiceCallPropagation.CLIENT);
        if (client != null && !span.getParentSpanContext().isValid()) {
            span.addLink(client);
        }
        for (AttributeKey<String> withheld : WITHHELD) {
            if (span.getAttribute(withheld) != null) {
                span.setAttribute(withheld, REDACTED);
            }
        }
        String url = span.getAttribute(UrlAttributes.URL_FULL);
        if (url != null && url.indexOf('?') >= 0) {
            span.setAttribute(UrlAttributes.URL_FULL, url.substring(0, url.indexOf('?') + 1) + REDACTED);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // nothing to do
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
