package io.atrium.local.settings;

import io.atrium.local.console.PlatformException;
import io.atrium.local.topology.Part;
import io.atrium.local.topology.Port;
import io.atrium.local.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of this platform: the standard ones, moved by the environment. */
public final class Ports {

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /**
     * Reads the ports from the environment.
     *
     * @throws PlatformException when a value is no port or two parts got the same one
     */
    public static Ports of(Map<String, String> environment) {
        Map<Port, Integer> numbers = new HashMap<>();
        Map<Integer, Port> owners = new HashMap<>();
        for (Part part : Part.ALL) {
            for (Port port : part.ports()) {
                int number = number(port, environment.get(port.variable()));
                numbers.put(port, number);
                Port other = owners.put(number, port);
                if (other != null) {
                    throw new PlatformException(
                            "%s and %s are both port %d.".formatted(other.variable(), port.variable(), number));
                }
            }
        }
        return new Ports(numbers);
    }

    /** The part's first port. */
    public int of(Part part) {
        return all(part).get(0);
    }

    public List<Integer> all(Part part) {
        return part.ports().stream().map(this::of).toList();
    }

    public int of(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalArgumentException("Not a port of the platform: " + port);
        }
        return number;
    }

    /** The port of a mock provider, by its name in the topology. */
    public int ofProvider(String name) {
        return Topology.ofDeployment().providers().stream()
                .filter(provider -> provider.name().equals(name))
                .mapToInt(provider -> of(provider.port()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a mock provider: " + name));
    }

    /** One line about the ports of these parts that something else has taken; empty when all are free. */
    public String taken(List<Part> parts) {
        List<String> taken = new ArrayList<>();
        for (Part part : parts) {
            for (Port port : part.ports()) {
                if (isTaken(of(port))) {
                    taken.add("%d (%s, %s)".formatted(of(port), part.label(), port.variable()));
                }
            }
        }
        if (taken.isEmpty()) {
            return "";
        }
        return taken.size() == 1
                ? "Port %s is in use: stop what listens there or set the variable to another port."
                        .formatted(taken.get(0))
                : "Ports %s are in use: stop what listens there or set the variables to other ports."
                        .formatted(String.join(", ", taken));
    }

    static boolean isTaken(int port) {
        return answers(port) || !canListen(port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int number(Port port, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return port.standard();
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the message
        }
        throw new PlatformException("%s is not a port number: %s".formatted(port.variable(), value));
    }
}
