package io.atrium.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that a login or a new token costs, with a thread for each processor: what is measured keeps all of them busy too,
 * and two processors that are threads of one core take each other's time. Reads lines {@code signature <count>} and
 * {@code hash <count> <encoded hash> <password>}; each thread does a task so often. Answers with the CPU time of all threads
 * and the time, in nanoseconds, and the number of tasks.
 */
public final class LimitLoop {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TOKEN_BYTES = 512;

    private final KeyPair keys;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService workers = Executors.newFixedThreadPool(threads);

    private LimitLoop() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** What is done again and again. */
    private interface Operation {

        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        LimitLoop loop = new LimitLoop();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            System.out.println(loop.answer(line.split(" ", 4)));
            line = lines.readLine();
        }
        loop.workers.shutdownNow();
    }

    private String answer(String[] asked) throws Exception {
        Operation operation = switch (asked[0]) {
            case "signature" -> signature();
            case "hash" -> hash(asked[3], asked[2]);
            default -> throw new IOException("not asked for: " + asked[0]);
        };
        int count = Integer.parseInt(asked[1]);
        long began = System.nanoTime();
        long cpu = 0;
        Callable<Long> repeated = () -> repeat(operation, count);
        for (Future<Long> used : workers.invokeAll(Collections.nCopies(threads, repeated))) {
            cpu += used.get();
        }
        return cpu + " " + (System.nanoTime() - began) + " " + (long) count * threads;
    }

    /** @return the CPU time of this thread */
    private static long repeat(Operation operation, int count) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            operation.run();
        }
        return THREADS.getCurrentThreadCpuTime() - cpu;
    }

    private Operation signature() {
        byte[] token = new byte[TOKEN_BYTES];
        return () -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(token);
            signature.sign();
        };
    }

    /** The hash as identity-service computes it, by its own code, at the cost that the encoded one was made with. */
    private static Operation hash(String password, String encoded) throws ReflectiveOperationException {
        Class<?> libraries = Class.forName("io.atrium.identity.password.Argon2Library");
        Method best = libraries.getDeclaredMethod("best");
        best.setAccessible(true);
        Object library = best.invoke(null);
        Method verify = Class.forName("io.atrium.identity.password.Argon2id")
                .getDeclaredMethod("verify", libraries, String.class, String.class);
        verify.setAccessible(true);
        return () -> {
            if (!verify.invoke(null, library, password, encoded).equals(true)) {
                throw new IllegalStateException("the password does not match its hash");
            }
        };
    }
}
