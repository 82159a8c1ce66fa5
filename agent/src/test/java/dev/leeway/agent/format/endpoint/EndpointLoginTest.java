package dev.leeway.agent.format.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointLoginTest {
    private static EndpointLogin login(String... namesAndValues) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.add(new Setting(namesAndValues[i], namesAndValues[i + 1], Setting.Kind.VARIABLE, "variable"));
        }
        List<Found> found = EndpointSettings.read(settings).endpoints();
        assertThat(found).hasSize(1);
        return EndpointLogin.of(found.get(0), settings);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://app:word@db/shop, app, word",
        "postgres://app:w%40rd%3A@db:5433/shop?sslmode=require, app, w@rd:",
        "jdbc:postgresql://db/shop?user=app&password=word, app, word",
        "jdbc:mysql://app:word@db:3306/shop, app, word",
        "mysql+pymysql://app:word@db/shop, app, word"
    })
    void isInTheTextOfASetting(String text, String user, String password) {
        EndpointLogin login = login("DATABASE_URL", text);
        assertThat(login.user()).contains(user);
        assertThat(login.password()).contains(password);
        assertThat(login).hasToString("EndpointLogin[]");
    }

    @Test
    void isInASettingOfTheSameGroup() {
        assertThat(login("DB_HOST", "db", "DB_NAME", "shop", "DB_USER", "app", "DB_PASSWORD", "word"))
                .isEqualTo(login("PGHOST", "db", "PGDATABASE", "shop", "PGUSER", "app", "PGPASSWORD", "word"));
        assertThat(login(
                                "SPRING_DATASOURCE_URL",
                                "jdbc:postgresql://db/shop",
                                "SPRING_DATASOURCE_USERNAME",
                                "app",
                                "SPRING_DATASOURCE_PASSWORD",
                                "${WORD}",
                                "WORD",
                                "word")
                        .password())
                .contains("word");
    }

    @Test
    void isNotTakenFromAnotherGroup() {
        EndpointLogin login = login("DB_HOST", "db", "DB_NAME", "shop", "MAIL_PASSWORD", "word");
        assertThat(login.password()).isEmpty();
        assertThat(login.user()).isEmpty();
    }
}
