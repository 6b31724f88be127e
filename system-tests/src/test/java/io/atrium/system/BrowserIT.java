package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a browser makes of the platform: the documentation page, and calls from pages of other origins. */
class BrowserIT {

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void shouldCallAnOperationFromTheDocumentationWithTheTokenGivenThere() {
        Tenant tenant = Tenant.register();
        List<String> errors = new ArrayList<>();
        Page page = documentation(errors);

        authorize(page, tenant.token());
        Locator operation = execute(page, "/api/v1/auth/me");

        assertThat(status(operation)).isEqualTo("200");
        assertThat(operation.locator(".responses-table.live-responses-table").innerText())
                .contains(tenant.email());
        assertThat(errors).isEmpty();
    }

    /** A browser names the origin of a POST, even of its own page. */
    @Test
    void shouldSendABodyFromTheDocumentation() {
        Tenant tenant = Tenant.register();
        List<String> errors = new ArrayList<>();
        Page page = documentation(errors);

        Locator operation = operation(page, "post", "/api/v1/auth/login");
        operation.locator(".try-out__btn").click();
        operation
                .locator("textarea.body-param__text")
                .fill("{\"email\": \"" + tenant.email() + "\", \"password\": \"" + Tenant.PASSWORD + "\"}");
        operation.locator("button.execute").click();

        assertThat(status(operation)).isEqualTo("200");
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldBeCalledFromAPageOfTheConfiguredOrigin() {
        Tenant tenant = Tenant.register();
        Page page = pageOf(SuiteSettings.CORS_ORIGIN);

        Object seen = page.evaluate(CALL, arguments(tenant));

        assertThat(seen).isEqualTo(Map.of("read", "200 " + tenant.email(), "changed", "200 true", "request_id", true));
    }

    @Test
    void shouldNotBeReadFromAPageOfAnotherOrigin() {
        Tenant tenant = Tenant.register();
        Page page = pageOf("https://other.example.net");

        Object seen = page.evaluate(
                "async ([address, token]) => { try { await fetch(address + '/api/v1/auth/me',"
                        + " {headers: {Authorization: 'Bearer ' + token}}); return 'answered'; }"
                        + " catch (e) { return e.name; } }",
                List.of(Suite.running().address(), tenant.token()));

        assertThat(seen).isEqualTo("TypeError");
    }

    /** Reads, and changes by a method and with headers that a browser asks for beforehand. */
    private static final String CALL = """
            async ([address, token, user]) => {
                const headers = {Authorization: 'Bearer ' + token};
                const me = await fetch(address + '/api/v1/auth/me', {headers});
                const read = await fetch(address + '/api/v1/users/' + user, {headers});
                const changed = await fetch(address + '/api/v1/users/' + user, {
                    method: 'PATCH',
                    headers: {...headers, 'Content-Type': 'application/json', 'If-Match': read.headers.get('ETag')},
                    body: JSON.stringify({first_name: 'Ada'}),
                });
                return {
                    read: me.status + ' ' + (await me.json()).email,
                    changed: changed.status + ' ' + ((await changed.json()).first_name === 'Ada'),
                    request_id: me.headers.get('X-Request-Id') !== null,
                };
            }""";

    private static List<String> arguments(Tenant tenant) {
        return List.of(Suite.running().address(), tenant.token(), tenant.userId());
    }

    /** An empty page of the origin, answered by the browser itself. */
    private static Page pageOf(String origin) {
        Page page = browser.page();
        page.route(
                origin + "/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><title>A console</title>")));
        page.navigate(origin + "/");
        return page;
    }

    private static Page documentation(List<String> errors) {
        Page page = browser.page();
        page.onPageError(errors::add);
        page.navigate(Suite.running().address() + "/docs");
        page.locator(".opblock").first().waitFor();
        return page;
    }

    private static void authorize(Page page, String token) {
        page.locator(".auth-wrapper .btn.authorize").click();
        page.locator(".modal-ux input").fill(token);
        page.locator(".modal-ux .auth-btn-wrapper .authorize").click();
        page.locator(".modal-ux .btn-done").click();
    }

    private static Locator execute(Page page, String path) {
        Locator operation = operation(page, "get", path);
        operation.locator(".try-out__btn").click();
        operation.locator("button.execute").click();
        return operation;
    }

    private static Locator operation(Page page, String method, String path) {
        Locator operation = page.locator(".opblock.opblock-" + method)
                .filter(new Locator.FilterOptions().setHas(page.locator("[data-path='" + path + "']")))
                .first();
        operation.locator(".opblock-summary-control").click();
        return operation;
    }

    private static String status(Locator operation) {
        return operation
                .locator(".live-responses-table .response .response-col_status")
                .first()
                .innerText()
                .trim();
    }
}
