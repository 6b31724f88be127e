package io.atrium.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that verifies the same HMAC and waits for the same acknowledgement: no routing, no tenants, no envelope, no
 * deduplication; the body goes to Kafka as it came. Arguments: port, bootstrap servers.
 */
public final class BareServer extends AbstractVerticle {

    private static final String TOPIC = "atrium.webhooks.v1";

    private final int port;
    private final Producer<byte[], byte[]> producer;
    private final Mac mac = PreparedRequests.mac(PreparedRequests.SECRET);

    private BareServer(int port, Producer<byte[], byte[]> producer) {
        this.port = port;
        this.producer = producer;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        arguments[1],
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        2,
                        "batch.size",
                        131_072,
                        "buffer.memory",
                        50_331_648L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.partitionsFor(TOPIC);
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        Vertx.vertx()
                .deployVerticle(() -> new BareServer(port, producer), new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> Runtime.getRuntime().halt(1));
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::handle).listen(port);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> receive(request, body.getBytes()));
    }

    private void receive(HttpServerRequest request, byte[] body) {
        String id = request.getHeader("webhook-id");
        mac.update((id + '.' + request.getHeader("webhook-timestamp") + '.').getBytes(StandardCharsets.US_ASCII));
        byte[] expected = mac.doFinal(body);
        byte[] given = Base64.getDecoder()
                .decode(request.getHeader("webhook-signature").substring("v1,".length()));
        HttpServerResponse response = request.response();
        if (!MessageDigest.isEqual(expected, given)) {
            response.setStatusCode(401).end();
            return;
        }
        Context loop = vertx.getOrCreateContext();
        producer.send(
                new ProducerRecord<>(TOPIC, id.getBytes(StandardCharsets.US_ASCII), body),
                (metadata, failure) -> loop.runOnContext(nothing -> {
                    response.setStatusCode(failure == null ? 202 : 503);
                    response.putHeader("Content-Type", "application/json");
                    response.end(Buffer.buffer("{\"status\":\"accepted\"}"));
                }));
    }
}
