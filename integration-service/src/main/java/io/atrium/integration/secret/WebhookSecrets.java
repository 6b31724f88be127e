package io.atrium.integration.secret;

import static java.util.stream.Collectors.groupingBy;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The secrets of webhook sources, in the current tenant transaction. A source has two at most. */
@ApplicationScoped
public class WebhookSecrets {

    private final SecretRepository repository;
    private final SecretSealer sealer;

    WebhookSecrets(SecretRepository repository, SecretSealer sealer) {
        this.repository = repository;
        this.sealer = sealer;
    }

    public Uni<SourceSecrets> of(UUID integrationId) {
        return repository.of(integrationId).map(this::secrets);
    }

    /** A look-up by integration; an unknown one has no secrets. */
    public Uni<Function<UUID, SourceSecrets>> of(Collection<UUID> integrationIds) {
        return repository.of(integrationIds).map(this::byIntegration);
    }

    /**
     * Stores the first secret of a source.
     *
     * @param given null: a random one is made
     */
    public Uni<NewSecret> create(
            UUID organizationId, UUID integrationId, SignatureScheme scheme, @Nullable String given) {
        String text = text("webhook.secret", scheme, given);
        SecretEntity entity = entity(organizationId, integrationId, text);
        return repository
                .persist(entity)
                .replaceWith(() -> new NewSecret(entity.id(), text, null, secrets(List.of(entity))));
    }

    /**
     * Stores a new secret, and removes those before it. The newest of them is accepted until the overlap ends.
     *
     * @param given null: a random one is made
     */
    public Uni<NewSecret> replace(
            UUID organizationId, UUID integrationId, SignatureScheme scheme, @Nullable String given, Duration overlap) {
        String text = text("secret", scheme, given);
        SecretEntity fresh = entity(organizationId, integrationId, text);
        return repository.of(integrationId).chain(known -> replace(known, fresh, text, overlap));
    }

    /** Removes the secrets that have expired. */
    public Uni<Expiry> expire(UUID integrationId) {
        return repository.of(integrationId).chain(this::expire);
    }

    /** Removes all secrets of a source. */
    public Uni<Void> remove(UUID integrationId) {
        return repository.of(integrationId).chain(repository::remove);
    }

    private Uni<NewSecret> replace(List<SecretEntity> known, SecretEntity fresh, String text, Duration overlap) {
        List<SecretEntity> kept = new ArrayList<>(List.of(fresh));
        List<SecretEntity> removed = new ArrayList<>(known);
        Instant end = null;
        if (!overlap.isZero() && !known.isEmpty()) {
            end = Instant.now().truncatedTo(ChronoUnit.MICROS).plus(overlap);
            SecretEntity previous = removed.remove(0);
            previous.expireAt(end);
            kept.add(previous);
        }
        NewSecret result = new NewSecret(fresh.id(), text, end, secrets(kept));
        return repository.remove(removed).chain(() -> repository.persist(fresh)).replaceWith(result);
    }

    private Uni<Expiry> expire(List<SecretEntity> known) {
        Instant now = Instant.now();
        List<SecretEntity> expired =
                known.stream().filter(secret -> secret.isExpired(now)).toList();
        List<SecretEntity> kept =
                known.stream().filter(secret -> !secret.isExpired(now)).toList();
        return repository
                .remove(expired)
                .replaceWith(() -> new Expiry(!expired.isEmpty(), untilNext(kept, now), secrets(kept)));
    }

    private static Duration untilNext(List<SecretEntity> kept, Instant now) {
        return kept.stream()
                .map(SecretEntity::expiresAt)
                .filter(end -> end != null)
                .map(end -> Duration.between(now, end).plusMillis(1))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private Function<UUID, SourceSecrets> byIntegration(List<SecretEntity> found) {
        Map<UUID, List<SecretEntity>> groups = found.stream().collect(groupingBy(SecretEntity::integrationId));
        return id -> secrets(groups.getOrDefault(id, List.of()));
    }

    private SourceSecrets secrets(List<SecretEntity> entities) {
        return new SourceSecrets(sealer, entities);
    }

    private String text(String field, SignatureScheme scheme, @Nullable String given) {
        return given == null ? sealer.newSecret(scheme) : SecretRules.require(field, scheme, given);
    }

    private SecretEntity entity(UUID organizationId, UUID integrationId, String text) {
        UUID id = Ids.next();
        return new SecretEntity(organizationId, integrationId, id, sealer.seal(organizationId, id, text));
    }
}
