package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    shop-worker-17                                         | shop-worker-#
                    psql                                                   | psql
                    DBeaver 24 - anna.berg@example.com - Main <Anna Berg>  | DBeaver
                    pgAdmin 4 - DB:shop_staging                            | pgAdmin staging
                    PostgreSQL JDBC Driver                                 | PostgreSQL
                    anna@example.com                                       | (other)
                    Anna Berg                                              | (other)
                    Erikas Shop (Dev)                                      | (other) dev
                    """)
    void letsWordsOfProgramsAndEnvironmentsLeaveAlone(String name, String told) {
        assertThat(ApplicationName.inFacts(name)).isEqualTo(told);
    }
}
