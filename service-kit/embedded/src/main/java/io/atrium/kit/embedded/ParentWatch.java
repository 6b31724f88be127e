package io.atrium.kit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a child when its parent ends, also by kill -9: the child holds the reading end of a pipe whose writing end only
 * the parent has, and reads the end of file when the parent is gone.
 */
final class ParentWatch {

    private static final List<Process> WATCHERS = new ArrayList<>();

    private ParentWatch() {}

    /** In the child: removes the folder, where one is given, and ends this JVM when standard input ends. */
    static void endWithStandardInput(@Nullable Path folder) {
        Thread watch = new Thread(
                () -> {
                    awaitEnd(System.in);
                    if (folder != null) {
                        Folders.delete(folder);
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * In the parent: kills a program that does not watch its standard input, by a shell that does, and then removes the
     * folder where one is given. Where there is no shell, the shutdown hook must do.
     */
    static synchronized void killWithParent(long pid, @Nullable Path folder) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            return;
        }
        String kill =
                "cat >/dev/null; kill -QUIT \"$1\" 2>/dev/null; if [ -n \"$2\" ]; then sleep 1; rm -rf \"$2\"; fi";
        try {
            WATCHERS.add(new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            kill,
                            "atrium-watch",
                            Long.toString(pid),
                            folder == null ? "" : folder + "")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new EmbeddedException("The watch of process " + pid + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe is the end too.
        }
    }
}
