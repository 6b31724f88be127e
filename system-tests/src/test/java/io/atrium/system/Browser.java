package io.atrium.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Chromium of this machine, without a window. A test that wants one is skipped where there is none. */
final class Browser implements AutoCloseable {

    private final Playwright playwright;
    private final BrowserContext context;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        context = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                // the tests' platform is at a loopback address, which a public page must ask for
                                "--disable-features=LocalNetworkAccessChecks,Translate,OptimizationHints")))
                .newContext();
    }

    static Browser open() {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(
                executable.isPresent(), "skipped: no Chromium on this machine (Debian: apt-get install chromium)");
        return new Browser(executable.orElseThrow());
    }

    Page page() {
        return context.newPage();
    }

    private static Optional<Path> executable() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
