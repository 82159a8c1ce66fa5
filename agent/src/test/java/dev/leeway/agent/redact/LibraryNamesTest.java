package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryNamesTest {
    private final Redactor redactor = Redactor.keyless(RedactionRules.published());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.auth0:java-jwt",
                "com.google.auth:google-auth-library-oauth2-http",
                "io.jsonwebtoken:jjwt-api",
                "jakarta.authentication:jakarta.authentication-api",
                "org.eclipse.microprofile.jwt:microprofile-jwt-auth-api",
                "io.netty.password:netty-password:linux-x86_64",
                ":java-jwt:exec"
            })
    void librariesThatDealWithSecretsAreNamed(String library) {
        FactPath path = FactPath.of("maven", library).child("version");

        assertThat(told("dependency[shop]", path, Observed.text("1"))).isEqualTo(path);
        FactPath pair = FactPath.of("classpath").child("duplicate", library + " a.b:c");
        assertThat(told("dependency", pair, Observed.text("1"))).isEqualTo(pair);
    }

    @Test
    void theOrderOfTheClassPathNamesThemToo() {
        Value order = new Value.ListOf(List.of(new Value.Text("com.auth0:java-jwt"), new Value.Text("g:a")));

        assertThat(redactor.disclose(
                                new Address(
                                        SectionKey.parse("dependency[shop]"),
                                        FactPath.of("classpath").child("order")),
                                new Observed.Plain(order))
                        .get(0)
                        .value())
                .isEqualTo(order);
    }

    @Test
    void theSameFormIsHiddenWhereItMayBeASetting() {
        FactPath path = FactPath.of("spring.datasource.password:hunter2");

        assertThat(told("env[shop]", path, Observed.text("1")).text()).doesNotContain("hunter2");
        assertThat(told(
                                "dependency[shop]",
                                FactPath.of("pypi", "spring.datasource.password:hunter2"),
                                Observed.text("1"))
                        .text())
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretInPlaceOfALibrarysNameIsHidden() {
        String token = "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a";

        assertThat(told("dependency[shop]", FactPath.of("maven", "com.auth0:" + token), Observed.text("1"))
                        .text())
                .doesNotContain(token);
    }

    private FactPath told(String section, FactPath path, Observed observed) {
        return redactor.disclose(new Address(SectionKey.parse(section), path), observed)
                .get(0)
                .path();
    }
}
