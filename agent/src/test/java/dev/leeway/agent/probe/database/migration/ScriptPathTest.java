package dev.leeway.agent.probe.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptPathTest {
    @ParameterizedTest
    @CsvSource({
        "/home/anna.berg/work/shop/db/changelog.xml,db/changelog.xml",
        "home/anna.berg/work/shop/db/changelog.xml,db/changelog.xml",
        "classpath:/home/anna.berg/work/shop/db/changelog.xml,db/changelog.xml",
        "file:/home/john.roe/shop/db/changelog.xml,db/changelog.xml",
        "file:///home/john.roe/shop/db/changelog.xml,db/changelog.xml",
        "C:\\Users\\anna\\shop\\db\\changelog.xml,db/changelog.xml",
        "C:/Documents and Settings/anna/db/changelog.xml,db/changelog.xml",
        "/mnt/c/Users/anna/shop/changes.xml,changes.xml",
        "/home/anna/changes.xml,changes.xml",
        "/home/db/shop/changes.xml,changes.xml",
        "~anna/shop/changes.xml,changes.xml",
        "../../anna/shop/changes.xml,changes.xml",
        "\\\\files\\anna$\\shop\\changes.xml,changes.xml",
        "/data/db/anna/shop/db/changelog/1.xml,db/changelog/1.xml",
        "/build/anna/shop/src/main/resources/db/shop/1.xml,db/shop/1.xml",
        "/build/anna/shop/target/classes/shop/1.xml,shop/1.xml",
        "jar:file:/home/anna/shop.jar!/BOOT-INF/classes!/db/1.xml,db/1.xml",
        "s3://anna-bucket/shop/1.xml,1.xml"
    })
    void leavesOutWhatLeadsToTheProject(String path, String told) {
        assertThat(ScriptPath.told(path)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "classpath:db/changelog.xml,db/changelog.xml",
        "classpath*:/org/shop/changes.xml,org/shop/changes.xml",
        "/db/changelog/1.xml,db/changelog/1.xml",
        "users/v1/changes.xml,users/v1/changes.xml",
        "shop:orders:v2,shop:orders:v2",
        "./orders/changes.xml,orders/changes.xml",
        "src/main/resources/db/1.xml,src/main/resources/db/1.xml",
        "db/home/orders/1.xml,db/home/orders/1.xml",
        "changes.xml,changes.xml",
        "'',''"
    })
    void keepsWhatIsOfTheProject(String path, String told) {
        assertThat(ScriptPath.told(path)).isEqualTo(told);
    }
}
