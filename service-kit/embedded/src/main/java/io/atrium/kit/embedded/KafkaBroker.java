package io.atrium.kit.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's own JVM: formats the data folder when it is new, then serves.
 *
 * <p>Arguments: the properties file, the data folder, and {@value #WITH_PARENT} to end when standard input ends,
 * {@value #WITH_PARENT_AND_DATA} to take the folder of the properties file along, or {@value #ALONE}; then the SCRAM
 * credential of a new data folder, where there is one. Or {@value #TRAINING} and an empty folder: a broker of its own on free
 * ports, whose JVM is to learn what a broker loads.
 */
public final class KafkaBroker {

    static final String TRAINING = "training";
    static final String ALONE = "alone";
    static final String WITH_PARENT = "with-parent";
    static final String WITH_PARENT_AND_DATA = "with-parent-and-data";

    private static final String CLUSTER_ID = "QXRyaXVtTG9jYWxLYWZrYQ";
    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            kafka.server.KafkaRaftServer.level=INFO
            java.util.logging.ConsoleHandler.level=ALL
            java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            """;

    private KafkaBroker() {}

    /** Runs until it is stopped. */
    public static void main(String[] arguments) throws IOException {
        String properties = arguments[0].equals(TRAINING) ? training(Path.of(arguments[1])) : arguments[0];
        Path data = arguments[0].equals(TRAINING) ? Path.of(arguments[1]).resolve("data") : Path.of(arguments[1]);
        if (arguments.length > 2 && !arguments[2].equals(ALONE)) {
            boolean withData = WITH_PARENT_AND_DATA.equals(arguments[2]);
            ParentWatch.endWithStandardInput(withData ? Path.of(properties).getParent() : null);
        }
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(LOGGING.getBytes(StandardCharsets.UTF_8)));
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(properties, arguments.length > 3 ? List.of("--add-scram", arguments[3]) : List.of());
        }
        Kafka.main(new String[] {properties});
    }

    private static String training(Path folder) throws IOException {
        Path properties = folder.resolve("server.properties");
        Path data = Files.createDirectories(folder.resolve("data"));
        KafkaProperties.write(properties, data, Ports.free(), Ports.free(), KafkaListener.plain(), Ports.free());
        return properties.toString();
    }

    private static void format(String properties, List<String> credentials) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> command =
                new ArrayList<>(List.of("format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", properties));
        command.addAll(credentials);
        int result = StorageTool.execute(
                command.toArray(String[]::new), new PrintStream(output, true, StandardCharsets.UTF_8));
        System.err.print(output.toString(StandardCharsets.UTF_8));
        if (result != 0) {
            System.exit(result);
        }
    }
}
