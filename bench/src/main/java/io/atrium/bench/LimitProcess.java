package io.atrium.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@link LimitLoop} in a JVM of its own with the flags of what is measured. */
final class LimitProcess implements AutoCloseable {

    private static final int WARM_SIGNATURES = 3_000;
    private static final int WARM_HASHES = 40;

    private final Process process;
    private final BufferedWriter asked;
    private final BufferedReader answers;

    private LimitProcess(Process process) {
        this.process = process;
        this.asked = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts it.
     *
     * @param options the JVM's, as what is measured has them
     * @param classPath further entries
     */
    static LimitProcess start(List<String> options, String... classPath) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(options);
        command.addAll(List.of("-cp", ClassPath.own(classPath), LimitLoop.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new LimitProcess(process);
    }

    /** S: one RS256 signature with a key of 2048 bits, with the JDK alone. */
    Subject signature(String name) throws IOException {
        return subject(name, "signature", WARM_SIGNATURES, 1_000, "");
    }

    /** One verification of a password by identity-service's code. */
    Subject hash(String name, int count, String password, String encoded) throws IOException {
        return subject(name, "hash", WARM_HASHES, count, " " + encoded + " " + password);
    }

    private Subject subject(String name, String operation, int warm, int count, String more) throws IOException {
        ask(operation, warm, more);
        return new Subject() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample measure() throws IOException {
                return ask(operation, count, more);
            }
        };
    }

    private synchronized Sample ask(String operation, int count, String more) throws IOException {
        asked.write(operation + " " + count + more + "\n");
        asked.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the loop of the limits has ended");
        }
        String[] numbers = answer.split(" ", -1);
        double tasks = Double.parseDouble(numbers[2]);
        return Sample.ofLoop(
                Double.parseDouble(numbers[0]) / 1_000 / tasks, tasks * 1e9 / Double.parseDouble(numbers[1]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
