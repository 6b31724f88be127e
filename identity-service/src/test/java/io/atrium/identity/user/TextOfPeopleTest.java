package io.atrium.identity.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.directory.LoginKeys;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.text.DomainName;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of people at every door of this service. */
@QuarkusTest
class TextOfPeopleTest extends IdentityTest {

    private static final String USERS = "/api/v1/users";

    /** Lone surrogates have no bytes in UTF-8, so they can only come as an escape. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> UNSEEN = List.of(
            "\u0000",
            "\u0007",
            "\u009B",
            "\u00AD",
            "\u200B",
            "\u202E",
            "\u2060",
            "\u2800",
            "\u3164",
            "\uFEFF",
            "\uD800",
            "\uE000",
            "\u0378",
            "\uDB40\uDC41");

    private static final List<String> BLANK = List.of("", " ", "\u00A0", "\u2003", "\u3000");

    @Inject
    LoginDirectory directory;

    static Stream<Arguments> doors() {
        BiFunction<Person, Map<String, Object>, Response> register =
                (admin, body) -> json(given(), body).post("/api/v1/auth/register");
        BiFunction<Person, Map<String, Object>, Response> create =
                (admin, body) -> json(admin.asks(), body).post(USERS);
        BiFunction<Person, Map<String, Object>, Response> replace =
                (admin, body) -> json(admin.asks(), body).put(USERS + "/me");
        BiFunction<Person, Map<String, Object>, Response> patch =
                (admin, body) -> json(admin.asks(), body).patch(USERS + "/me");
        Map<String, Object> user = newUser("USER");
        Map<String, Object> profile = new HashMap<>(user);
        profile.keySet().removeAll(List.of("password", "role"));
        return Stream.of(
                Arguments.of("register", register, registration("org")),
                Arguments.of("create", create, user),
                Arguments.of("replace", replace, profile),
                Arguments.of("patch", patch, profile));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void shouldRefuseHostileTextInEveryField(
            String door, BiFunction<Person, Map<String, Object>, Response> request, Map<String, Object> valid) {
        Person admin = registered();
        List<String> fields =
                valid.keySet().stream().filter(field -> !field.equals("role")).toList();

        assertThat(fields).allSatisfy(field -> {
            assertThat(every(4, fields.indexOf(field), UNSEEN)).allSatisfy(text -> {
                String inside = valid.get(field).toString().replaceFirst("(?<=^.)", text);
                assertViolation(request.apply(admin, with(valid, field, inside)), field);
                assertViolation(request.apply(admin, with(valid, field, text)), field);
            });
            if (!field.equals("password")) {
                assertThat(BLANK)
                        .allSatisfy(text -> assertViolation(request.apply(admin, with(valid, field, text)), field));
            }
        });
    }

    @Test
    void shouldAnswerALoginWithHostileTextAsAnyOther() {
        Person admin = registered();

        assertThat(UNSEEN).allSatisfy(text -> {
            int address = json(given(), Map.of("email", text + admin.email(), "password", PASSWORD))
                    .post("/api/v1/auth/login")
                    .statusCode();
            int password = json(given(), Map.of("email", unique("nobody") + "@people.example", "password", text))
                    .post("/api/v1/auth/login")
                    .statusCode();
            assertThat(List.of(address, password)).isSubsetOf(401, 422);
        });
        login(unique("nobody") + "@people.example", "").then().statusCode(401);
        login("", PASSWORD).then().statusCode(422);
    }

    @Test
    void shouldHoldEverySpellingOfAnAddressForOneAccount() {
        Person admin = registered();
        String domain = unique("b\u00FCcher") + ".example";
        Map<String, Object> body = registration("org");
        body.put("email", "info@" + domain);
        body.put("organization_domain", domain);

        Response registered = register(body);

        registered
                .then()
                .statusCode(201)
                .body("user.email", equalTo("info@" + domain))
                .body("organization.domain", equalTo(DomainName.of(domain).value()));
        assertThat(spellings(domain)).allSatisfy(spelling -> {
            login(spelling, PASSWORD).then().statusCode(200).body("user.id", equalTo(registered.path("user.id")));
            register(with(registration("org"), "email", spelling))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("EMAIL_TAKEN"));
            assertTaken(admin.sends(with(newUser("USER"), "email", spelling)).post(USERS));
            assertTaken(admin.sends(Map.of("email", spelling)).patch(USERS + "/me"));
        });
    }

    @Test
    void shouldKeepTheAddressesOfUsersFromBefore() {
        Person admin = registered();
        String domain = unique("b\u00FCcher") + ".example";
        String id = admin.sends(with(newUser("USER"), "email", "info@" + domain))
                .post(USERS)
                .path("id");
        keepAsBefore(UUID.fromString(id), "info@" + domain);
        String ascii = "info@" + DomainName.of(domain).value();

        assertThat(spellings(domain)).allSatisfy(spelling -> {
            login(spelling, PASSWORD).then().statusCode(200).body("user.id", equalTo(id));
            assertTaken(register(with(registration("org"), "email", spelling)));
            assertTaken(admin.sends(with(newUser("USER"), "email", spelling)).post(USERS));
            assertTaken(admin.sends(Map.of("email", spelling)).patch(USERS + "/me"));
        });
        admin.sends(Map.of("email", ascii)).patch(USERS + "/" + id).then().statusCode(200);
        admin.sends(Map.of("email", unique("moved") + "@people.example"))
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200);
        admin.sends(Map.of("email", ascii)).patch(USERS + "/" + id).then().statusCode(200);
        login("info@" + domain, PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldLetUsersFromBeforeInWhoseAddressIsNoneToday() {
        Person admin = registered();
        String address = "\u200Bada@" + unique("org") + ".example";
        update("UPDATE users SET email = ? WHERE id = ?", address, admin.id());
        keepAsBefore(admin.id(), address);

        login(address, PASSWORD).then().statusCode(200).body("user.email", equalTo(address));
    }

    @Test
    void shouldRegisterAnAddressPastedWithWhiteSpaceAsTyped() {
        Map<String, Object> body = registration("org");
        String address = String.valueOf(body.get("email"));
        body.put("email", "\u00A0" + address + "\u2003");

        register(body).then().statusCode(201).body("user.email", equalTo(address));

        login("\u00A0" + address + "\u2003", PASSWORD).then().statusCode(200);
        assertTaken(register(with(registration("org"), "email", address)));
    }

    @Test
    void shouldPatchAUserWhoseNameIsNoneToday() {
        Person admin = registered();
        update("UPDATE users SET first_name = ?, username = '!' WHERE id = ?", "\u200B", admin.id());

        admin.sends(Map.of("last_name", " Love\u00A0\u00A0lace "))
                .patch(USERS + "/me")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("\u200B"))
                .body("last_name", equalTo("Love lace"));
        assertViolation(admin.sends(Map.of("first_name", "\u200B")).patch(USERS + "/me"), "first_name");
    }

    @Test
    void shouldCompareUsernamesAsPrecisDoes() {
        Person admin = registered();
        admin.sends(with(newUser("USER"), "username", "jos\u00E9"))
                .post(USERS)
                .then()
                .statusCode(201);

        assertThat(List.of("JOSE\u0301", "\uFF2Aos\u00E9", "Jos\u00C9")).allSatisfy(username -> {
            Response created =
                    admin.sends(with(newUser("USER"), "username", username)).post(USERS);
            Response patched = admin.sends(Map.of("username", username)).patch(USERS + "/me");
            created.then().statusCode(409).body("code", equalTo("USERNAME_TAKEN"));
            patched.then().statusCode(409).body("code", equalTo("USERNAME_TAKEN"));
        });
        admin.sends(with(newUser("USER"), "username", "jose"))
                .post(USERS)
                .then()
                .statusCode(201);
    }

    @Test
    void shouldTakeTheSpellingsOfAPassword() {
        Map<String, Object> body = registration("org");
        body.put("password", "quatre\u00A0mots et une cl\u00E9");
        register(body).then().statusCode(201);
        String email = String.valueOf(body.get("email"));

        login(email, "quatre mots et une cle\u0301").then().statusCode(200);
        login(email, "quatre\u3000mots et une cl\u00E9").then().statusCode(200);
        login(email, "Quatre mots et une cl\u00E9").then().statusCode(401);
    }

    @Test
    void shouldVerifyAndReplaceAHashOfThePasswordAsItWasTyped() {
        Person admin = registered();
        String typed = "four\u00A0words and a comma, too";
        String before = OpenBSDBCrypt.generate(typed.toCharArray(), new byte[16], 4);
        update("UPDATE users SET password_hash = ? WHERE id = ?", before, admin.id());
        login(admin.email(), PASSWORD).then().statusCode(401);

        login(admin.email(), typed).then().statusCode(200);

        login(admin.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldRefuseACommonPasswordInWideLetters() {
        Map<String, Object> body =
                with(newUser("USER"), "password", "\uFF30assword\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16");

        registered().sends(body).post(USERS).then().statusCode(422).body("code", equalTo("PASSWORD_REFUSED"));
    }

    /** Every n-th text from one on: the fields of a request share the texts between them. */
    private static List<String> every(int n, int first, List<String> texts) {
        return IntStream.range(0, texts.size())
                .filter(index -> index % n == first % n)
                .mapToObj(texts::get)
                .toList();
    }

    private static List<String> spellings(String domain) {
        String unicode = "info@" + domain;
        return List.of(
                unicode,
                "info@" + DomainName.of(domain).value(),
                Normalizer.normalize(unicode, Normalizer.Form.NFD),
                unicode.toUpperCase(Locale.ROOT),
                unicode.replace("info@", "\uFF49\uFF4E\uFF46\uFF4F\uFF20").replace('.', '\uFF0E'),
                unicode + "\u2003");
    }

    /** As the directory had it when an address was found by its spelling. */
    private void keepAsBefore(UUID id, String address) {
        LoginKeys keys = directory.keys(address);
        update("UPDATE users SET login_key = ? WHERE id = ?", keys.all().get(0).bytes(), id);
    }

    private static void assertTaken(Response reply) {
        reply.then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
    }

    private static void assertViolation(Response reply, String field) {
        reply.then().statusCode(422).body("code", equalTo("VALIDATION_FAILED")).body("errors.field", hasItem(field));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, String text) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, text);
        return changed;
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, Object> body) {
        try {
            return request.contentType("application/json").body(ASCII.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(Objects.toString(e.getMessage()), e);
        }
    }
}
