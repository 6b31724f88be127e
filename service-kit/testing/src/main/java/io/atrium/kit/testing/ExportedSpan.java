package io.atrium.kit.testing;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as a service exports it (OTLP 1.x). Ids are in lower case hexadecimal digits.
 *
 * @param service its resource's {@code service.name}
 * @param parentId empty for a span that begins a trace
 * @param kind 1 internal, 2 server, 3 client, 4 producer, 5 consumer
 * @param linkedTraces the traces that its links name
 * @param attributes those whose values are texts
 */
public record ExportedSpan(
        String service,
        String traceId,
        String spanId,
        String parentId,
        String name,
        long kind,
        List<String> linkedTraces,
        Map<String, String> attributes) {

    /** The kind of a span of an HTTP request that was received. */
    public static final long SERVER = 2;

    /** The kind of a span of an HTTP request that was sent. */
    public static final long CLIENT = 3;

    /** The kind of a span of a record that was processed. */
    public static final long CONSUMER = 5;

    public ExportedSpan {
        linkedTraces = List.copyOf(linkedTraces);
        attributes = Map.copyOf(attributes);
    }

    /** The spans of an {@code ExportTraceServiceRequest}. */
    static List<ExportedSpan> of(byte[] request) {
        return new ProtobufFields(request)
                .messages(1).stream()
                        .flatMap(resource -> {
                            Map<String, String> of =
                                    attributes(resource.messages(1).get(0), 1);
                            String service = of.getOrDefault("service.name", "");
                            return resource.messages(2).stream()
                                    .flatMap(scope -> scope.messages(2).stream())
                                    .map(span -> of(service, span));
                        })
                        .toList();
    }

    private static ExportedSpan of(String service, ProtobufFields span) {
        return new ExportedSpan(
                service,
                id(span, 1),
                id(span, 2),
                id(span, 4),
                span.text(5),
                span.number(6),
                span.messages(13).stream().map(link -> id(link, 1)).toList(),
                attributes(span, 9));
    }

    private static Map<String, String> attributes(ProtobufFields of, int number) {
        return of.messages(number).stream()
                .collect(Collectors.toMap(
                        each -> each.text(1), each -> each.messages(2).get(0).text(1)));
    }

    private static String id(ProtobufFields of, int number) {
        return HexFormat.of().formatHex(of.bytes(number));
    }
}
