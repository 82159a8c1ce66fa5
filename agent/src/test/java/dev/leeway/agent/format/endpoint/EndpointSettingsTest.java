package dev.leeway.agent.format.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointSettingsTest {
    private final List<Setting> settings = new ArrayList<>();

    private EndpointSettingsTest with(Setting.Kind kind, String name, String value) {
        settings.add(new Setting(name, value, kind, "test"));
        return this;
    }

    private EndpointSettingsTest variable(String name, String value) {
        return with(Setting.Kind.VARIABLE, name, value);
    }

    private List<String> found() {
        return EndpointSettings.read(settings).endpoints().stream()
                .map(found -> found.key() + " " + found.setting().kind().text() + " "
                        + found.endpoint().engine().map(Engine::text).orElse("?") + " "
                        + found.endpoint().targets()
                        + found.endpoint().user().map(" "::concat).orElse("")
                        + found.endpoint().file().map(" file "::concat).orElse(""))
                .toList();
    }

    @Test
    void readsWhatOneVariableSays() {
        variable("DATABASE_URL", "postgres://app:x@db-1/shop")
                .variable("HOME", "/srv")
                .variable("PROXY", "http://p:1");
        assertThat(found()).containsExactly("DATABASE_URL variable postgresql [db-1:5432/shop] app");
    }

    @Test
    void joinsPartsThatAreToldOneByOne() {
        variable("SHOP_DB_HOST", "db-1")
                .variable("SHOP_DB_PORT", "3306")
                .variable("SHOP_DB_NAME", "shop")
                .variable("SHOP_DB_USER", "app")
                .variable("SHOP_DB_PASSWORD", "x")
                .variable("PGHOST", "a,b")
                .variable("PGPORT", "5433")
                .variable("PGDATABASE", "shop")
                .variable("MYSQL_HOST", "m")
                .variable("REDIS_HOST", "cache")
                .variable("KAFKA_BOOTSTRAP_SERVERS", "PLAINTEXT://k1:9092,k2:9092")
                .variable("SMTP_SERVER", "relay")
                .variable("DB_CONNECTION", "sqlite")
                .variable("DB_DATABASE", "database/shop.sqlite");
        assertThat(found())
                .containsExactly(
                        "DB variable sqlite [] file database/shop.sqlite",
                        "KAFKA variable kafka [k1:9092, k2:9092]",
                        "MYSQL variable mysql [m:3306]",
                        "PG variable postgresql [a:5433/shop, b:5433/shop]",
                        "REDIS variable redis [cache:6379]",
                        "SHOP_DB variable mysql [db-1:3306/shop] app",
                        "SMTP variable smtp [relay:25]");
    }

    @Test
    void tellsVariablesAndPropertiesThatMeanTheSameUnderOneKey() {
        variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://db-env/shop")
                .with(Setting.Kind.CONFIGURATION, "spring.datasource.url", "jdbc:postgresql://db-file/shop")
                .with(Setting.Kind.CONFIGURATION, "spring.datasource.username", "app")
                .with(Setting.Kind.CONFIGURATION, "spring.data.redis.host", "cache")
                .with(Setting.Kind.CONFIGURATION, "spring.kafka.bootstrap-servers", "k1:9092");
        assertThat(found())
                .containsExactly(
                        "SPRING_DATASOURCE variable postgresql [db-env:5432/shop] app",
                        "SPRING_DATA_REDIS configuration redis [cache:6379]",
                        "SPRING_KAFKA configuration kafka [k1:9092]");
    }

    @Test
    void letsArgumentsOverruleVariables() {
        variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://db-env/shop")
                .with(Setting.Kind.ARGUMENT, "spring.datasource.url", "jdbc:postgresql://db-arg/shop");
        assertThat(found()).containsExactly("SPRING_DATASOURCE argument postgresql [db-arg:5432/shop]");
    }

    @Test
    void followsReferencesToOtherSettings() {
        variable("DB_HOST", "db-1")
                .with(
                        Setting.Kind.CONFIGURATION,
                        "spring.datasource.url",
                        "jdbc:mysql://${DB_HOST}:${DB_PORT:3307}/shop")
                .variable("A_URL", "${B_URL}")
                .variable("B_URL", "${A_URL}")
                .variable("DATABASE_URL", "postgres://u:$PW@${DB_HOST:-x}/shop");
        assertThat(found())
                .contains(
                        "SPRING_DATASOURCE configuration mysql [db-1:3307/shop]",
                        "DATABASE_URL variable postgresql [db-1:5432/shop] u");
    }

    @Test
    void saysWhatItCouldNotTakeApart() {
        variable("DATABASE_URL", "postgres://${NOWHERE}/shop")
                .variable("DB_HOST", "two words")
                .variable("SHOP_DATABASE_URL", "${NOWHERE}")
                .variable("DB_POOL_SIZE", "${NOWHERE}")
                .variable("POSTGRES_DB", "${NOWHERE}");
        EndpointSettings.Result result = EndpointSettings.read(settings);
        assertThat(result.endpoints()).isEmpty();
        assertThat(result.doubtful()).containsOnlyKeys("DATABASE_URL", "DB", "SHOP_DATABASE_URL");
    }

    @Test
    void takesNoHostFromWhatIsASecretByItsName() {
        variable("DB_PASSWORD", "postgres://db-1/shop")
                .variable("POSTGRES_USER", "app")
                .variable("POSTGRES_DB", "shop");
        assertThat(found()).isEmpty();
    }

    @Test
    void survivesReferencesThatGrow() {
        variable("A", "${B}${B}${B}${B}").variable("B", "${A}${A}${A}${A}").variable("DB_URL", "postgres://${A}/x");
        assertThat(found()).isEmpty();
    }
}
