package dev.leeway.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a developer may type to reach production, by intent or not: refused, or said not to have been checked; never silent. */
class GuardAttackTest {
    private static final Guard GUARD = new Guard(
            List.of(new ProtectedEndpoints(
                    "prod", List.of("db-prod-1", "[2001:db8::10]", "*.prod.example.com", "db-live.example.com"))),
            Set.of("prod", "prd", "production", "live"),
            HostsFile.read("127.0.0.1 localhost\n192.0.2.10 db-prod-1\n"));
    private static final Guard.Decision SILENCE = new Guard.Decision(List.of(), new TreeSet<>());

    /** Words with a sign of equality before the first other word are variables. */
    private static Guard.Decision typed(String line) {
        Map<String, String> variables = new TreeMap<>();
        List<String> command = new ArrayList<>();
        for (String word : line.split("\\|", 30)) {
            if (command.isEmpty() && word.matches("(?s)[A-Za-z_]+=.*")) {
                variables.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else {
                command.add(word);
            }
        }
        return GUARD.decide(command, variables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psql|-Ath|db-prod-1",
                "psql|-Xqth|db-prod-1|-c|select 1",
                "mysql|-uroot|-phunter2|-hdb-prod-1|shop",
                "mysql|-uroot|-p|-h|db-prod-1",
                "sqlcmd|-S|db-prod-1,1433",
                "mongosh|db-prod-1/shop",
                "mongosh|db-prod-1:27017/shop",
                "mongosh|[2001:db8:0:0::10]:27017/shop",
                "API_URL=https://api.prod.example.com|./x",
                "API_URL=https://u:hunter2@api.prod.example.com:8443/v1?x=y|./x",
                "BASE=https://api.prod.example.com|API_URL=${BASE}/v1|./x",
                "curl|-sS|https://api.prod.example.com/v1",
                "./x|--api=https://api.prod.example.com",
                "./x|http://[2001:0db8::0010]/",
                "docker|run|--env=DATABASE_URL=postgres://db-prod-1/shop|x",
                "docker|run|-e|DB_HOST=db-prod-1|x",
                "docker|compose|run|-eDB_HOST=db-prod-1|x",
                "DATABASE_URL=postgres://[2001:DB8:0::0:10]/shop|./x",
                "DATABASE_URL=postgres://[2001:db8::0.0.0.16]/shop|./x",
                "DATABASE_URL=postgres://db%2Dprod%2D1/shop|./x",
                "DATABASE_URL=postgres://DB-PROD-1./shop|./x",
                "bash|-lc|export PGHOST=db-prod-1; psql shop",
                "bash|-lc|PGHOST=db-prod-1 psql shop && echo done",
                "ssh|-L|5433:db-prod-1:5432|bastion",
            })
    void leadsToProductionAndIsRefusedOrNamed(String line) {
        assertThat(typed(line)).isNotEqualTo(SILENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psql|-Ath|db-prod-1",
                "mysql|-uroot|-phunter2|-hdb-prod-1|shop",
                "sqlcmd|-S|tcp:db-prod-1,1433",
                "sqlcmd|-Stcp:db-prod-1",
                "sqlcmd|-S|admin:db-prod-1\\SHOP",
                "sqlcmd|-S|ADMIN:tcp:db-prod-1,1433",
                "sqlcmd|-S|lpc:db-prod-1",
                "sqlcmd|-S|np:db-prod-1",
                "sqlcmd|-S|np:\\\\db-prod-1\\pipe\\sql\\query",
                "mongosh|db-prod-1/shop",
                "API_URL=https://api.prod.example.com|./x",
                "curl|-sS|https://api.prod.example.com/v1",
                "docker|run|--env=DATABASE_URL=postgres://db-prod-1/shop|x",
                "DATABASE_URL=postgres://[2001:db8::0.0.0.16]/shop|./x",
                "DATABASE_URL=postgres://DB-PROD-1./shop|./x",
                "bash|-lc|export PGHOST=db-prod-1; psql shop",
            })
    void leadsToProductionInAKnownWayAndIsRefused(String line) {
        assertThat(typed(line).breaches()).isNotEmpty();
        assertThat(typed(line).toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_APPLICATION_JSON={\"spring\":{\"datasource\":{\"url\":\"jdbc:postgresql://db-prod-1/shop\"}}}|./x",
                "VCAP_SERVICES={\"postgres\":[{\"credentials\":{\"host\":\"db-prod-1\",\"port\":5432}}]}|./x",
                "APP_DB=db-prod-1|./x",
                "PGSERVICE=shop|psql",
                "psql|service=shop",
                "psql|-d|service=shop connect_timeout=3",
                "psql|postgresql://?service=shop",
                "DATABASE_URL=postgresql:///?service=shop|./x",
                "DATABASE_URL=${UNSET}|./x",
                "DATABASE_URL=$UNSET|./x",
                "DATABASE_URL=${UNSET}/shop|./x",
                "API_URL=${UNSET}/v1|./x",
                "DB_HOST=${UNSET}|./x",
                "mysql|--defaults-file=shop.cnf",
                "mysql|--login-path|shop",
                "docker|run|--env-file|shop.env|x",
                "RAILS_ENV=production|./bin/rails|console",
                "SPRING_PROFILES_ACTIVE=cloud,prod|./x",
                "AWS_PROFILE=shop-prod|./x",
                "KUBECONFIG=/home/jane/.kube/prod.yaml|kubectl|get|pods",
                "kubectl|--context=prod|exec|-it|db-0|--|psql",
                "npm|run|migrate:prod",
                "./manage.py|migrate|--settings=shop.settings.production",
                "rails|console|-e|production",
                "DATABASE_URL=postgres://db-prod-1.internal/shop|./x",
                "DATABASE_URL=postgres://db-live/shop|./x",
                "PGHOST=db-live|psql",
                "DATABASE_URL=postgres://replica-2.prod/shop|./x",
                "API_URL=https://api.prod/|./x",
                "sh|-c|psql -h db-\"prod\"-1",
                "SHOP_SECRET=postgres://u:hunter2@db-prod-1/shop|./x",
                "cqlsh|db-prod-1|9042",
            })
    void mayLeadToProductionAndIsNamed(String line) {
        assertThat(typed(line)).isNotEqualTo(SILENCE);
        assertThat(typed(line).toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL=postgres://db-dev-1/shop_prod|./x",
                "API_URL=https://api.dev.example.com/prod-like|./x",
                "HOME=/home/prod|PATH=/opt/prod/bin:/bin|LANG=C|./x",
                "./manage.py|migrate|--settings=shop.settings.dev",
                "psql|-Ath|db-dev-1|-c|select 1",
                "DB_POOL_SIZE=${UNSET}|DB_PASSWORD=${UNSET}|POSTGRES_DB=${UNSET}|./x",
                "GREETING=${UNSET}|./x",
                "DOCS_URL=https://example.com/|./x",
                "PGHOST=localhost|psql|shop",
                "PGSERVICE=|psql",
                "/opt/prod/bin/run",
            })
    void saysNothingOfEverydayCommands(String line) {
        assertThat(typed(line)).isEqualTo(SILENCE);
    }
}
