package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    private static List<String> facts(String name, String text) {
        return REDACTOR
                .disclose(Address.parse("env[shop-web]/X"), new Observed.Guarded("variable", name, text))
                .stream()
                .map(fact -> fact.path() + "=" + fact.value().display())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://app:hunter2@db-1:5432/shop | scheme=postgres host=db-1 port=5432 user=(secret) password=(secret) database=shop",
                "postgres://app@db-1/shop | scheme=postgres host=db-1 user=(secret) database=shop",
                "postgresql://app:x@h1:5432,h2:5433/shop?target_session_attrs=any | scheme=postgresql host=[h1,h2] port=[5432,5433]"
                        + " user=(secret) password=(secret) database=shop parameter[target_session_attrs]=any",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/shop | scheme=postgresql host=/var/run/postgresql database=shop",
                "redis://:hunter2@redis:6379/1 | scheme=redis host=redis port=6379 password=(secret) database=1",
                "rediss://h | scheme=rediss host=h",
                "amqp://u:p@rabbit/%2F | scheme=amqp host=rabbit user=(secret) password=(secret) path=/%2F",
                "ldap://ldap.example.com:389/dc=example,dc=com | scheme=ldap host=ldap.example.com port=389 path=/dc=example,dc=com",
                "s3://shop-uploads/in/2026 | scheme=s3 host=shop-uploads path=/in/2026",
                "http://[::1]:8080/x | scheme=http host=[::1] port=8080 path=/x",
                "https://example.com/@scope/pkg | scheme=https host=example.com path=/@scope/pkg",
                "https://example.com/x?mail=a@b.c | scheme=https host=example.com path=/x parameter[mail]=(secret)",
                "https://example.com/x?size=10&api_key=hunter2 | scheme=https host=example.com path=/x parameter[size]=10"
                        + " parameter[api_key]=(secret)",
                "https://example.com/x?hunter2 | scheme=https host=example.com path=/x parameter[(unnamed)]=(secret)",
                "https://example.com/x#hunter2 | scheme=https host=example.com path=/x parameter[#]=(secret)",
                "https://example.com/?x=1&x=2 | scheme=https host=example.com parameter[x]=[1,2]",
                "https://hooks.slack.com/services/T0A/B0B/x | scheme=https host=hooks.slack.com path=(secret)",
                "https://example.com/in/wR7pQx2ZtK9vLm4BwR7pQx2Z | scheme=https host=example.com path=(secret)",
                "git@github.com:org/shop.git | scheme=ssh host=github.com user=(secret) path=/org/shop.git",
                "git+https://ci:hunter2@git.example.com/shop.git | scheme=git+https host=git.example.com user=(secret)"
                        + " password=(secret) path=/shop.git",
                "unix:///var/run/docker.sock | scheme=unix path=/var/run/docker.sock",
                "jdbc:postgresql://db-1:5432/shop?user=app&password=hunter2&ssl=true | scheme=jdbc:postgresql host=db-1 port=5432"
                        + " database=shop parameter[user]=(secret) parameter[password]=(secret) parameter[ssl]=true",
                "jdbc:sqlserver://sql-1:1433;databaseName=shop;password=hunter2 | scheme=jdbc:sqlserver host=sql-1 port=1433"
                        + " parameter[databaseName]=shop parameter[password]=(secret)",
                "jdbc:oracle:thin:app/hunter2@ora-1:1521:SHOP | scheme=jdbc:oracle:thin host=ora-1 port=1521 user=(secret)"
                        + " password=(secret) database=SHOP",
                "jdbc:oracle:thin:@//ora-1:1521/SHOP | scheme=jdbc:oracle:thin host=ora-1 port=1521 database=SHOP",
                "jdbc:h2:mem:shop;MODE=PostgreSQL;PASSWORD=x | scheme=jdbc:h2:mem path=shop parameter[MODE]=PostgreSQL"
                        + " parameter[PASSWORD]=(secret)",
                "jdbc:sqlite:/var/lib/shop.db | scheme=jdbc:sqlite path=/var/lib/shop.db",
                "jdbc:db2://db2-1:50000/SHOP:user=app;password=x; | scheme=jdbc:db2 host=db2-1 port=50000 database=SHOP"
                        + " parameter[user]=(secret) parameter[password]=(secret)",
                "jdbc:mysql:loadbalance://h1,h2/shop | scheme=jdbc:mysql:loadbalance host=[h1,h2] database=shop"
            })
    void showWhereTheyLeadAndHideWhoEnters(String url, String expected) {
        List<String> wanted =
                Arrays.stream(expected.split(" ", -1)).map(fact -> "X/" + fact).toList();

        assertThat(facts("DATABASE_URL", url).stream()
                        .map(fact -> fact.replace(", ", ","))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://app:p/ss@db-1/shop",
        "postgres://app:hunter2",
        "http://host:secret/",
        "redis://ab?cd:ef",
        "jdbc:oracle:thin:@(DESCRIPTION=x)",
        "jdbc:mysql://address=(host=h)(port=1)(password=hunter2)/shop",
        "jdbc:",
        "jdbc:x",
        "http://",
        "a://b c",
        "https://ho st/x"
    })
    void showNothingOfAnAuthorityThatCannotBeReadBeyondDoubt(String url) {
        assertThat(String.join(" ", facts("DATABASE_URL", url)))
                .doesNotContain("hunter2", "ss@", "secret/", "cd", "description");
    }

    @ParameterizedTest
    @CsvSource({"DATABASE_SECRET", "PASSWORD"})
    void areOneSecretUnderASecretName(String name) {
        assertThat(facts(name, "postgres://app:hunter2@db-1/shop")).containsExactly("X=(secret)");
    }
}
