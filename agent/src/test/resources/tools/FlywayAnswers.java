import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;

/** Lets Flyway run, or say what it thinks of a history: one line for each migration, a state and a name. */
class FlywayAnswers {
    public static void main(String[] args) {
        Flyway flyway = Flyway.configure()
                .dataSource(args[1], "postgres", "postgres")
                .locations("filesystem:" + args[2])
                .outOfOrder(true)
                .load();
        if (args[0].equals("migrate")) {
            flyway.migrate();
        }
        for (MigrationInfo info : flyway.info().all()) {
            System.out.println(info.getState().name().toLowerCase(Locale.ROOT) + " " + name(info));
        }
        for (ValidateOutput wrong : flyway.validateWithResult().invalidMigrations) {
            System.out.println("validate:" + wrong.errorDetails.errorCode.toString().toLowerCase(Locale.ROOT) + " " + wrong.version);
        }
    }

    private static String name(MigrationInfo info) {
        return info.getVersion() == null ? info.getScript() : info.getVersion().getVersion();
    }
}
