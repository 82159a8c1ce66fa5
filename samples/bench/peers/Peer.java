import java.sql.Connection;
import java.sql.DriverManager;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.structure.core.Table;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** Has another tool read one schema whole, through its programming interface, and prints how many tables it found. */
final class Peer {
    private Peer() {}

    /** {@code schemacrawler|liquibase URL USER PASSWORD SCHEMA} */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        int tables = args[0].equals("liquibase") ? liquibase(args) : schemaCrawler(args);
        System.out.println(tables);
    }

    private static int liquibase(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[1], args[2], args[3])) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            DatabaseSnapshot snapshot = SnapshotGeneratorFactory.getInstance()
                    .createSnapshot(database.getDefaultSchema(), database, new SnapshotControl(database));
            return snapshot.get(Table.class).size();
        }
    }

    private static int schemaCrawler(String[] args) {
        DatabaseConnectionSource source = DatabaseConnectionSources.newDatabaseConnectionSource(
                args[1], new MultiUseUserCredentials(args[2], args[3]));
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionInclusionRule(args[4]))
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.detailed())
                        .toOptions());
        Catalog catalog = SchemaCrawlerUtility.getCatalog(source, options);
        return catalog.getTables().size();
    }
}
