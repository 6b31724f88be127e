package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the curl calls of the README, then those of docs/webhooks.md, as they are printed and in one shell. */
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh|bash|shell)\\n(.*?)^```$");

    @Test
    void shouldRunEveryCurlAsPrinted() throws IOException, InterruptedException {
        List<String> blocks = curlBlocks();
        assertThat(blocks).as("shell blocks with curl in README.md").isNotEmpty();
        Path script = Suite.running().checkout().resolve("system-tests/target/readme.sh");
        Path output = script.resolveSibling("readme.log");
        Files.writeString(script, script(blocks));

        Process shell = new ProcessBuilder("bash", script.toString())
                .directory(Suite.running().checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = shell.waitFor(3, TimeUnit.MINUTES);
        shell.destroyForcibly();

        assertThat(ended).as("README's calls end; see " + output).isTrue();
        assertThat(shell.exitValue())
                .as("README's calls succeed:%n%s", Files.readString(output))
                .isZero();
    }

    private static List<String> curlBlocks() throws IOException {
        List<String> blocks = new ArrayList<>(blocks("README.md", "(?m)^## The API by example$"));
        blocks.addAll(blocks("docs/webhooks.md", "(?m)^## Examples$"));
        return blocks;
    }

    private static List<String> blocks(String document, String heading) throws IOException {
        String text = Files.readString(Suite.running().checkout().resolve(document));
        assertThat(text.split(heading, -1))
                .as("sections " + heading + " of " + document)
                .hasSize(2);
        String section = text.split(heading, -1)[1].split("(?m)^## ", -1)[0];
        assertThat(section).contains("curl ");
        return BLOCK.matcher(section)
                .results()
                .map((MatchResult block) -> block.group(1))
                .map(ReadmeIT::moved)
                .toList();
    }

    /** The same call on the ports of this suite. */
    private static String moved(String block) {
        String text = block;
        for (Map.Entry<Integer, Integer> port : Suite.running().movedPorts().entrySet()) {
            text = text.replaceAll("(localhost|127\\.0\\.0\\.1):" + port.getKey() + "\\b", "$1:" + port.getValue());
        }
        return text;
    }

    /**
     * The shell as a reader has it, but that a refused call (curl's 22) is written down, wherever in a pipe it stands.
     */
    private static String script(List<String> blocks) {
        StringBuilder script = new StringBuilder("""
                set -u
                refused=$(mktemp)
                curl() {
                    command curl --show-error --fail-with-body --max-time 30 "$@" || {
                        code=$?
                        [ $code -eq 23 ] || echo "curl $code: $*" >>"$refused"
                        return $code
                    }
                }
                """);
        for (String block : blocks) {
            script.append("set -x\n").append(block).append("{ set +x; } 2>/dev/null\n");
        }
        return script.append("cat \"$refused\"\n[ ! -s \"$refused\" ]\n").toString();
    }
}
