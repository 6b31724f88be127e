package io.atrium.kit.testing;

/**
 * A state that databases have been in: the newest migration of the service and that of the kit.
 *
 * @param service number of the service's migration, 12 for {@code V012}
 * @param kit number of the kit's migration
 */
public record LandedVersion(int service, int kit) {

    @Override
    public String toString() {
        return "V%03d with V%03d of the kit".formatted(service, kit);
    }
}
