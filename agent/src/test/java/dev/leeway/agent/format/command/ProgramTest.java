package dev.leeway.agent.format.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java -Xmx1g -jar shop.jar --port=1            | java   | jar         | shop.jar             | --port=1",
                "java -cp /a:/b -ea com.shop.Main x y          | java   | class       | com.shop.Main        | x y",
                "java -p mods -m shop/com.shop.Main x          | java   | module      | shop/com.shop.Main   | x",
                "java --module=shop/com.shop.Main              | java   | module      | shop/com.shop.Main   |",
                "java --add-opens java.base/java.lang=ALL-UNNAMED -jar a.jar | java | jar | a.jar           |",
                "java Shop.java                                | java   | script      | Shop.java            |",
                "python3 app.py --debug                        | python | script      | app.py               | --debug",
                "python3.11 -u -m shop.worker -c x             | python | module      | shop.worker          | -c x",
                "python -Wignore -X dev -um shop               | python | module      | shop                 |",
                "python3 -c print(1)                           | python | command     | ''                   |",
                "python3 /usr/bin/gunicorn -w 4 shop.wsgi      | python | application | shop.wsgi            | -w 4 shop.wsgi",
                "python3 /venv/bin/gunicorn app:create_app()   | python | application | app:create_app()     | app:create_app()",
                "python3 -m gunicorn -b 0.0.0.0:80 -w 4        | python | application | ''                   | -b 0.0.0.0:80 -w 4",
                "python3 -m uvicorn shop.main:app --port 80    | python | application | shop.main:app        | shop.main:app --port 80",
                "python3 /usr/bin/celery -A shop worker        | python | application | shop                 | -A shop worker",
                "python3 -m flask --app shop run               | python | application | shop                 | --app shop run",
                "node --inspect -r dotenv/config dist/main.js x| node   | script      | dist/main.js         | x",
                "node -e 1+1                                   | node   | command     | ''                   |",
                "ruby -I lib bin/rails server                  | ruby   | script      | bin/rails            | server",
                "php -d a=b artisan queue:work                 | php    | script      | artisan              | queue:work",
                "dotnet exec Shop.Web.dll                      | dotnet | script      | Shop.Web.dll         |",
                "bash -e /opt/run.sh x                         | shell  | script      | /opt/run.sh          | x",
                "sh -c loop                                    | shell  | command     | ''                   |",
                "/usr/sbin/mysqld --port=3306                  | native | command     | mysqld               | --port=3306",
            })
    void readsCommandLines(String line, String runtime, String kind, String main, String arguments) {
        Program program = Program.of(Optional.empty(), List.of(line.split(" ")));
        assertThat(program.runtime().text()).isEqualTo(runtime);
        assertThat(program.kind().text()).isEqualTo(kind);
        assertThat(program.main()).isEqualTo(main);
        assertThat(String.join(" ", program.arguments())).isEqualTo(arguments == null ? "" : arguments);
        assertThat(program.rewritten()).isFalse();
    }

    @Test
    void believesTheExecutableAboveTheFirstArgument() {
        Program program = Program.of(Optional.of("/usr/bin/python3.11"), List.of("anything", "app.py"));
        assertThat(program.runtime()).isEqualTo(RuntimeKind.PYTHON);
        assertThat(program.main()).isEqualTo("app.py");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/usr/bin/python3.11   | gunicorn: master [shop.wsgi]                        | application | shop.wsgi",
                "/usr/sbin/nginx       | nginx: master process /usr/sbin/nginx -g daemon off;| command     | nginx",
                "/usr/bin/ruby         | sidekiq 7.1.0 shop [0 of 5 busy]                    | command     | sidekiq",
                "/usr/sbin/php-fpm8.2  | php-fpm: master process (/etc/php-fpm.conf)         | command     | php-fpm",
                "/usr/bin/node         | node /srv/shop/server.js                            | script      | /srv/shop/server.js",
                "/usr/bin/redis-server | /usr/bin/redis-server 127.0.0.1:6379                | command     | redis-server",
            })
    void readsNoMoreFromATitleThanTheProgram(String executable, String title, String kind, String main) {
        Program program = Program.of(Optional.of(executable), List.of(title));
        assertThat(program.kind().text()).isEqualTo(kind);
        assertThat(program.main()).isEqualTo(main);
        assertThat(program.rewritten()).isTrue();
        assertThat(program.arguments()).isEmpty();
    }

    @Test
    void expandsArgumentFilesOfJavaUpToTheMainClass() {
        Program program = Program.of(
                Optional.empty(),
                List.of("java", "@/etc/shop.args", "@last"),
                file -> file.equals("/etc/shop.args")
                        ? Optional.of("# heap\n-Xmx1g \"-Dname=two words\"\n-cp lib\\\n  com.shop.Main")
                        : Optional.of("never read"));
        assertThat(program.runtimeOptions()).containsExactly("-Xmx1g", "-Dname=two words", "-cp", "lib\\");
        assertThat(program.main()).isEqualTo("com.shop.Main");
        assertThat(program.arguments()).containsExactly("@last");
    }

    @Test
    void readsAnEmptyCommandLine() {
        assertThat(Program.of(Optional.empty(), List.of()).runtime()).isEqualTo(RuntimeKind.NATIVE);
        assertThat(Program.of(Optional.empty(), List.of("")).main()).isEmpty();
        assertThat(Program.of(Optional.empty(), List.of("java")).main()).isEmpty();
        assertThat(Program.of(Optional.empty(), List.of("java", "-jar")).main()).isEmpty();
    }
}
