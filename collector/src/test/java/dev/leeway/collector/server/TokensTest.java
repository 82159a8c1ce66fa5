package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are asked for over HTTP permit what was asked for and nothing beyond. */
class TokensTest {
    private static final String JOINING = "/api/v1/tokens/joining";
    private static final String PEOPLE = "/api/v1/tokens/people";

    @TempDir
    private Path folder;

    private RunningCollector collector;
    private String admin = "";

    @BeforeEach
    void begin() throws Exception {
        collector = new RunningCollector.Setup().over(folder.resolve("leeway.db"));
        admin = collector.personToken(Role.ADMIN);
    }

    @AfterEach
    void end() {
        collector.close();
    }

    private int post(String target, String body) {
        return collector.ask("POST", target, admin, body.replace('\'', '"')).statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'environment':'prod','kind':'pools'}",
                "{'environment':'prod','services':['shop-web']}",
                "{'environment':'prod','kind':'one-time','services':[]}",
                "{'environment':'prod','kind':'pool','services':[]}",
                "{'environment':'prod','kind':'pool','host':'web-01'}",
                "{'environment':'prod','host':[]}",
                "{'environment':'prod','host':['web-01','web-02']}",
                "{'environment':['prod','dev']}"
            })
    void refusesToMakeAJoiningTokenOfWhatDoesNotFit(String body) throws Exception {
        assertThat(post(JOINING, body)).isEqualTo(400);
        assertThat(collector.registry().tokens()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'person':'ada','role':'reader'}",
                "{'person':'ada','role':'reader','environments':[]}",
                "{'person':'ada','role':'reader','environments':['*','prod']}",
                "{'person':'ada','role':['reader','admin'],'environments':['prod']}"
            })
    void refusesToMakeAPersonsTokenThatDoesNotSayForWhat(String body) throws Exception {
        assertThat(post(PEOPLE, body)).isEqualTo(400);
        assertThat(collector.registry().accessTokens()).hasSize(1);
    }

    @Test
    void makesWhatFits() throws Exception {
        assertThat(post(JOINING, "{'environment':'prod','host':'web-01','kind':'one-time'}"))
                .isEqualTo(201);
        assertThat(post(JOINING, "{'environment':'prod','kind':'pool','services':['shop-web']}"))
                .isEqualTo(201);
        assertThat(collector.registry().tokens())
                .extracting(JoinToken::services)
                .containsExactlyInAnyOrder(Set.of(), Set.of("shop-web"));
    }

    @Test
    void makesAPersonsTokenForSomeEnvironmentsOrForAll() throws Exception {
        assertThat(post(PEOPLE, "{'person':'ada','role':'reader','environments':['prod','dev']}"))
                .isEqualTo(201);
        assertThat(post(PEOPLE, "{'person':'bob','role':'reader','environments':['*']}"))
                .isEqualTo(201);
        List<AccessToken> people = collector.registry().accessTokens();
        assertThat(people)
                .filteredOn(token -> token.person().equals("ada"))
                .extracting(AccessToken::environments)
                .containsExactly(Set.of("dev", "prod"));
        assertThat(people)
                .filteredOn(token -> token.person().equals("bob"))
                .extracting(AccessToken::environments)
                .containsExactly(Set.of());
    }
}
