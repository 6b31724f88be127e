package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.console.PlatformException;
import io.atrium.local.operator.ServiceCalls;
import io.atrium.local.settings.DotEnv;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What commands work with. Settings are read only by the commands that ask for them: a bad line in {@code .env} keeps nobody
 * from stopping what runs, or from reading the help.
 *
 * @param environment of this process
 */
record Context(Home home, Map<String, String> environment, Console console) {

    Platform platform() {
        return new Platform(home);
    }

    /**
     * The environment with what the checkout's {@code .env} adds to it.
     *
     * @throws PlatformException when the file has a bad line
     */
    Map<String, String> settings() throws IOException {
        return DotEnv.over(home.checkout().resolve(DotEnv.FILE), environment);
    }

    /** @throws PlatformException when a setting is no port */
    Ports ports() throws IOException {
        return Ports.of(settings());
    }

    /**
     * The certificate of the public address.
     *
     * @throws PlatformException when it cannot be read
     */
    Optional<GatewayCertificate> certificate() throws IOException {
        return GatewayCertificate.of(settings());
    }

    ServiceCalls services() throws IOException {
        Map<String, String> settings = settings();
        return new ServiceCalls(Ports.of(settings), settings);
    }
}
