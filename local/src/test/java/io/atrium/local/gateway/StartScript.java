package io.atrium.local.gateway;

import io.atrium.local.deployment.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The deployment's start.sh with a stand-in for nginx: what it writes for nginx.conf to include. */
final class StartScript {

    private StartScript() {}

    record Run(int code, String err) {}

    /** @param folder takes the place of {@code /tmp} */
    static Run run(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path nginx = Files.writeString(programs.resolve("nginx"), "#!/bin/sh\n");
        if (!nginx.toFile().setExecutable(true)) {
            throw new IOException(nginx + " cannot be made executable");
        }
        Path err = folder.resolve("start.err");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", Repository.file("deploy/gateway/start.sh").toString())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.equals("PUBLIC_URL") || name.startsWith("GATEWAY_"));
        builder.environment().putAll(environment);
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().merge("PATH", programs.toString(), (path, ours) -> ours + ":" + path);
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(err));
    }
}
