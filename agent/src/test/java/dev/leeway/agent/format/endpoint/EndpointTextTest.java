package dev.leeway.agent.format.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTextTest {
    private static String shown(Optional<Endpoint> endpoint) {
        return endpoint.map(each -> each.engine().map(Engine::text).orElse("?") + " " + each.targets()
                        + each.user().map(" "::concat).orElse("")
                        + each.file().map(" file "::concat).orElse(""))
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db-1:5432/shop | postgresql [db-1:5432/shop]",
                "jdbc:postgresql://db-1,db-2:6432/shop?targetServerType=primary | postgresql [db-1:5432/shop, db-2:6432/shop]",
                "jdbc:postgresql:shop | postgresql []",
                "jdbc:postgresql://[2001:db8::1]:5433/shop?user=app&password=pw | postgresql [[2001:db8::1]:5433/shop] app",
                "jdbc:p6spy:postgresql://db-1/shop | postgresql [db-1:5432/shop]",
                "jdbc:aws-wrapper:mysql://db-1/shop | mysql [db-1:3306/shop]",
                "jdbc:mysql:replication://a:3307,b/shop | mysql [a:3307/shop, b:3306/shop]",
                "jdbc:mysql://address=(host=a)(port=3307),(host=b)/shop?user=x | mysql [a:3307/shop, b:3306/shop] x",
                "jdbc:mariadb:sequential://m1,m2/shop | mariadb [m1:3306/shop, m2:3306/shop]",
                "jdbc:sqlserver://db-1;databaseName=shop;user=app;password=pw | sqlserver [db-1:1433/shop] app",
                "jdbc:sqlserver://db-1\\SQLEXPRESS:1533;database=shop | sqlserver [db-1:1533/shop]",
                "sqlserver://app:pw@db-1:1434?database=shop | sqlserver [db-1:1434/shop] app",
                "mssql+pyodbc://app:pw@db-1/shop?driver=ODBC+Driver+18 | sqlserver [db-1:1433/shop] app",
                "jdbc:oracle:thin:@//db-1:1522/shop.example | oracle [db-1:1522/shop.example]",
                "jdbc:oracle:thin:app/pw@db-1:1521:SHOP | oracle [db-1:1521/SHOP] app",
                "jdbc:oracle:thin:@tcps://db-1:2484/shop | oracle [db-1:2484/shop]",
                "jdbc:oracle:thin:@SHOP_ALIAS | oracle []",
                "oracle+oracledb://app:pw@db-1:1521/shop | oracle [db-1:1521/shop] app",
                "r2dbc:pool:postgresql://app:pw@db-1/shop | postgresql [db-1:5432/shop] app",
                "postgresql+psycopg2://app:pw@db-1:5433/shop | postgresql [db-1:5433/shop] app",
                "db+postgresql://app:pw@db-1:5433/shop | postgresql [db-1:5433/shop] app",
                "db+mysql+pymysql://app:pw@db-1/shop | mysql [db-1:3306/shop] app",
                "jdbc:tc:postgresql:15.3-alpine://db-1/shop | postgresql [db-1:5432/shop]",
                "postgres://app:p%40ss@db-1/shop?sslmode=require | postgresql [db-1:5432/shop] app",
                "postgres://app:p@ss/w@db-1/shop | postgresql [db-1:5432/shop] app",
                "postgresql:///shop?host=/var/run/postgresql | postgresql [/var/run/postgresql/shop]",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/shop | postgresql [/var/run/postgresql/shop]",
                "postgis://app:pw@db-1/shop | postgresql [db-1:5432/shop] app",
                "mysql2://app:pw@db-1/shop | mysql [db-1:3306/shop] app",
                "postgresql://db-1:5432/shop?user=app@srv&password=x | postgresql [db-1:5432/shop] app@srv",
                "mongodb://u:p@m1:27017,m2:27018/shop?replicaSet=rs0 | mongodb [m1:27017/shop, m2:27018/shop] u",
                "mongodb+srv://u:p@cluster0.example.net/shop | mongodb [cluster0.example.net:27017/shop] u",
                "redis://:pw@cache-1:6380/2 | redis [cache-1:6380/2]",
                "rediss://cache-1 | redis [cache-1:6379]",
                "redis://c1:6379,redis://c2:6379 | redis [c1:6379, c2:6379]",
                "amqp://u:p@mq-1:5672/shop | amqp [mq-1:5672/shop] u",
                "smtp://u:p@mail-1:587 | smtp [mail-1:587] u",
                "clickhouse://db-1/shop | clickhouse [db-1:8123/shop]",
                "DB-PROD.Example.com | none",
                "postgres://DB-PROD.Example.com/shop | postgresql [db-prod.example.com:5432/shop]",
            })
    void readsUrls(String text, String expected) {
        assertThat(shown(EndpointText.url(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite:///shop.db | sqlite [] file shop.db",
                "sqlite:////srv/shop/shop.db | sqlite [] file /srv/shop/shop.db",
                "sqlite:// | sqlite [] file :memory:",
                "sqlite::memory: | sqlite [] file :memory:",
                "jdbc:sqlite:data/shop.db?cache=shared | sqlite [] file data/shop.db",
                "jdbc:sqlite:/srv/shop.db | sqlite [] file /srv/shop.db",
                "sqlite3:db/development.sqlite3 | sqlite [] file db/development.sqlite3",
                "file:./dev.db | sqlite [] file ./dev.db",
                "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1 | h2 [] file :memory:",
                "jdbc:h2:~/shop | h2 [] file ~/shop",
                "jdbc:h2:file:./data/shop;MODE=PostgreSQL | h2 [] file ./data/shop",
                "jdbc:h2:tcp://db-1:9093/shop | h2 [db-1:9093/shop]",
                "jdbc:hsqldb:mem:test | hsqldb [] file :memory:",
                "jdbc:hsqldb:hsql://db-1/shop | hsqldb [db-1:9001/shop]",
            })
    void readsUrlsOfFiles(String text, String expected) {
        assertThat(shown(EndpointText.url(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "app:p@/x)w@tcp(db-1:3307)/shop?parseTime=true | mysql [db-1:3307/shop] app",
                "tcp(db-1)/shop | mysql [db-1:3306/shop]",
                "app@unix(/run/mysqld/mysqld.sock)/shop | mysql [/run/mysqld/mysqld.sock/shop] app",
                "host=db-1 port=5433 dbname=shop user=app password='p w\\'x' | postgresql [db-1:5433/shop] app",
                "host=a,b dbname=shop | postgresql [a:5432/shop, b:5432/shop]",
                "dbname=shop | postgresql []",
                "Server=tcp:db-1,1434;Initial Catalog=shop;User ID=app;Password=p | sqlserver [db-1:1434/shop] app",
                "Server=db-1;Database=shop;Integrated Security=true | sqlserver [db-1:1433/shop]",
                "Host=db-1;Port=5433;Database=shop;Username=app;Password=x | postgresql [db-1:5433/shop] app",
                "Server=db-1;Port=3306;Database=shop;Uid=app;Pwd=x | mysql [db-1:3306/shop] app",
                "Data Source=shop.db;Cache=Shared | sqlite [] file shop.db",
                "Password=\"a;Server=evil\";Server=db-1,1433;Database=shop | sqlserver [db-1:1433/shop]",
            })
    void readsConnectionStrings(String text, String expected) {
        assertThat(shown(EndpointText.any(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:12?34@db-1/shop",
                "postgres://app:12#34@db-1/shop",
                "postgres://app:12/3?4@db-1/shop",
                "postgres://a b c/shop",
                "postgres://app:pw@db 1/shop",
                "postgres://${DB_HOST}/shop",
                "jdbc:sqlserver://app:pw;x@y/z",
                "postgres://db-1:99999/shop",
                "mongodb://u:p@m1:27017,,m2/shop",
                "https://db-1/shop",
                "postgresql",
                "mysql://(host=)/x",
                "postgres://db-1\u0000/shop",
            })
    void givesNothingWhereItIsInDoubt(String text) {
        assertThat(EndpointText.url(text)).isEmpty();
    }

    @Test
    void keepsNoPasswordInAnyValue() {
        for (String text : new String[] {
            "postgres://app:hunter2@db-1/shop?password=hunter2&sslpassword=hunter2",
            "jdbc:sqlserver://db-1;databaseName=shop;password=hunter2;user=app",
            "jdbc:oracle:thin:app/hunter2@//db-1:1521/shop",
            "app:hunter2@tcp(db-1:3306)/shop",
            "host=db-1 dbname=shop user=app password=hunter2",
            "Server=db-1,1433;Database=shop;User Id=app;Password=hunter2",
            "amqp://u:hunter2@mq-1/%2f",
        }) {
            Endpoint endpoint = EndpointText.any(text).orElseThrow();
            assertThat(endpoint + " " + endpoint.user() + endpoint.database() + endpoint.servers() + endpoint.file())
                    .as(text)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void saysNeitherUserNorPasswordOfItself() {
        assertThat(EndpointText.url("postgres://topsecret:x@db-1/shop")
                        .orElseThrow()
                        .toString())
                .doesNotContain("topsecret");
    }

    @Test
    void survivesWhateverIsWritten() {
        Random random = new Random(4);
        String alphabet = "jdbc:postgresql://mysql@tcp(h1,2)[]{}?&;#=%2F \\'\"$@@::,,..sqlite:oracle:thin";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "jdbc:postgresql://" : "");
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String each = text.toString();
            assertThatCode(() -> EndpointText.any(each)).as(each).doesNotThrowAnyException();
        }
    }

    @Test
    void isBounded() {
        String many = "mongodb://" + "h:1,".repeat(2_000) + "h:1/shop";
        assertThat(EndpointText.url(many)).isEmpty();
        assertThat(EndpointText.any("host=" + "a,".repeat(3_000) + "b dbname=x"))
                .isEmpty();
        assertThat(EndpointText.any("x=".repeat(200_000))).isEmpty();
        assertThat(EndpointText.any("(HOST=".repeat(1_300))).isEmpty();
    }
}
