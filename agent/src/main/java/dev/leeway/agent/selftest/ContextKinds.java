package dev.leeway.agent.selftest;

/** The shapes in which any word becomes a secret by where it stands; {@code {S}} is where. */
final class ContextKinds {
    /** URLs, connection strings and command lines. */
    static final String PLACES = """
            url/postgres postgres://app:{S}@db-1:5432/shop
            url/postgresql-driver postgresql+psycopg2://app:{S}@db-1/shop
            url/mysql mysql://app:{S}@db-1:3306/shop
            url/mysql2 mysql2://app:{S}@db-1/shop?encoding=utf8
            url/mariadb mariadb://app:{S}@db-1/shop
            url/mongodb mongodb://app:{S}@mongo-1:27017,mongo-2:27017/shop?replicaSet=rs0
            url/mongodb-srv mongodb+srv://app:{S}@cluster0.example.net/shop
            url/redis redis://:{S}@redis-1:6379/0
            url/redis-user rediss://default:{S}@redis-1:6380
            url/redis-slash redis://:ab/{S}@redis-1:6379/0
            url/redis-query redis://:ab?{S}@redis-1:6379
            url/redis-hash redis://app:ab#{S}@redis-1:6379
            url/at-sign postgres://app:p@{S}@db-1/shop
            url/colon postgres://app:a:{S}@db-1/shop
            url/amqp amqp://app:{S}@rabbit-1:5672/%2F
            url/amqps amqps://app:{S}@rabbit-1/shop
            url/ldap ldap://admin:{S}@ldap-1:389/dc=example,dc=com
            url/smtp smtp://app:{S}@mail-1:587
            url/ftp ftp://app:{S}@files-1/in
            url/sftp sftp://app:{S}@files-1:22/in
            url/ssh ssh://app:{S}@host-1/srv
            url/https https://app:{S}@api.example.com/v1
            url/http-proxy http://app:{S}@proxy.example.com:3128
            url/socks socks5://app:{S}@proxy-1:1080
            url/git-token https://{S}@github.com/example/shop.git
            url/git-oauth https://oauth2:{S}@gitlab.example.com/shop/web.git
            url/git-access https://x-access-token:{S}@github.com/example/shop
            url/git-plus git+https://deploy:{S}@git.example.com/shop.git@main
            url/s3 s3://key:{S}@bucket-1/prefix
            url/mqtt mqtts://app:{S}@broker-1:8883
            url/nats nats://app:{S}@nats-1:4222
            url/elastic https://elastic:{S}@es-1:9200
            url/clickhouse clickhouse://app:{S}@ch-1:9000/shop
            url/cockroach cockroachdb://app:{S}@roach-1:26257/shop
            url/influx influxdb://app:{S}@influx-1:8086/shop
            url/neo4j bolt://neo4j:{S}@graph-1:7687
            url/sqlserver sqlserver://sa:{S}@mssql-1:1433/shop
            url/oracle oracle://app:{S}@ora-1:1521/shop
            url/snowflake snowflake://app:{S}@account-1/shop
            url/imap imap://app:{S}@mail-1
            url/vnc vnc://:{S}@host-1:5900
            url/rtsp rtsp://app:{S}@camera-1/stream
            url/websocket wss://app:{S}@api.example.com/socket
            url/sentry https://{S}@o1.ingest.example.io/2
            url/in-sentence cannot connect to postgres://app:{S}@db-1/shop within 5 s
            url/in-quotes repository "https://ci:{S}@git.example.com/shop" was refused
            url/nested https://gate.example.com/go?to=https://app:{S}@inner.example.com/
            url/no-scheme app:{S}@db-1:5432/shop
            url/scheme-relative //app:{S}@cdn.example.com/x
            url/query-password https://api.example.com/v1?user=app&password={S}
            url/query-token https://api.example.com/v1?token={S}&page=2
            url/query-access-token https://api.example.com/v1?access_token={S}
            url/query-api-key https://api.example.com/v1?api_key={S}
            url/query-apikey https://api.example.com/v1?apikey={S}
            url/query-key https://maps.example.com/js?key={S}
            url/query-secret https://api.example.com/v1?client_secret={S}
            url/query-auth https://api.example.com/v1?auth={S}
            url/query-sig https://store.example.net/c/b?sv=2024-11-04&sp=r&sig={S}
            url/query-signature https://api.example.com/x?expires=1700000000&signature={S}
            url/query-amz https://b.example.com/k?X-Amz-Credential=x&X-Amz-Signature={S}
            url/query-amz-token https://b.example.com/k?X-Amz-Security-Token={S}
            url/query-goog https://storage.example.com/b/k?X-Goog-Signature={S}
            url/query-second postgres://db-1/shop?user=app&password={S}
            url/query-ssl postgres://db-1/shop?sslmode=require&sslpassword={S}
            url/query-sasl mongodb://mongo-1/shop?authMechanismProperties=x&authPassword={S}
            jdbc/postgresql jdbc:postgresql://db-1:5432/shop?user=app&password={S}
            jdbc/postgresql-userinfo jdbc:postgresql://app:{S}@db-1/shop
            jdbc/mysql jdbc:mysql://db-1:3306,db-2:3306/shop?user=app&password={S}&useSSL=true
            jdbc/mysql-balance jdbc:mysql:loadbalance://db-1,db-2/shop?password={S}
            jdbc/mariadb jdbc:mariadb://db-1/shop?user=app&password={S}
            jdbc/sqlserver jdbc:sqlserver://mssql-1:1433;databaseName=shop;user=app;password={S};encrypt=true
            jdbc/sqlserver-instance jdbc:sqlserver://mssql-1\\web;databaseName=shop;password={S}
            jdbc/jtds jdbc:jtds:sqlserver://mssql-1:1433/shop;user=app;password={S}
            jdbc/oracle-thin jdbc:oracle:thin:app/{S}@ora-1:1521:shop
            jdbc/oracle-service jdbc:oracle:thin:app/{S}@//ora-1:1521/shop
            jdbc/h2 jdbc:h2:tcp://h2-1/~/shop;USER=sa;PASSWORD={S}
            jdbc/h2-file jdbc:h2:file:./shop;USER=sa;PASSWORD={S}
            jdbc/db2 jdbc:db2://db2-1:50000/SHOP:user=app;password={S};
            jdbc/derby jdbc:derby://derby-1:1527/shop;user=app;password={S}
            jdbc/hsqldb jdbc:hsqldb:hsql://hsql-1/shop;password={S}
            jdbc/snowflake jdbc:snowflake://account-1.example.com/?user=app&password={S}
            jdbc/redshift jdbc:redshift://rs-1:5439/shop?UID=app&PWD={S}
            jdbc/trino jdbc:trino://trino-1:443/hive/shop?user=app&password={S}
            jdbc/keystore jdbc:mysql://db-1/shop?trustCertificateKeyStorePassword={S}
            dsn/ado Server=mssql-1;Database=shop;User Id=app;Password={S};Encrypt=true
            dsn/ado-pwd Data Source=mssql-1;Initial Catalog=shop;UID=app;PWD={S}
            dsn/odbc Driver={PostgreSQL};Server=db-1;Database=shop;Uid=app;Pwd={S}
            dsn/libpq host=db-1 port=5432 dbname=shop user=app password={S}
            dsn/npgsql Host=db-1;Username=app;Password={S};Database=shop
            dsn/azure-storage DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={S};EndpointSuffix=core.example.net
            dsn/azure-bus Endpoint=sb://shop.servicebus.example.net/;SharedAccessKeyName=send;SharedAccessKey={S}
            dsn/azure-sas BlobEndpoint=https://shop.example.net;SharedAccessSignature={S}
            dsn/kafka-jaas org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="{S}";
            dsn/stackexchange-redis redis-1:6380,password={S},ssl=True
            dsn/rabbit host=rabbit-1;username=app;password={S}
            dsn/ldap-bind uid=app,dc=example bindpw={S}
            option/mysql mysql --user=app --password={S} shop
            option/long curl --oauth2-bearer-token {S} https://api.example.com
            option/docker-login docker login --username app --password {S} registry.example.com
            option/keytool keytool -storepass={S} -list
            option/openssl openssl rsa -passin=pass:{S} -in key.pem
            option/system java -Dspring.datasource.password={S} -jar shop.jar
            option/truststore java -Djavax.net.ssl.trustStorePassword={S} -jar shop.jar
            option/npm npm publish --//registry.example.com/:_authToken={S}
            option/helm helm install shop --set db.password={S}
            option/vault vault login token={S}
            option/env env DB_PASSWORD={S} ./run.sh
            option/psql PGPASSWORD={S} psql -h db-1 shop
            option/aws aws configure set aws_secret_access_key={S}
            option/redis redis-server --requirepass {S}
            option/etcd etcdctl --password {S} get /
            sql/create-user CREATE USER app PASSWORD '{S}'
            sql/identified CREATE USER app IDENTIFIED BY PASSWORD '{S}'
            sql/alter-role ALTER ROLE app WITH ENCRYPTED PASSWORD '{S}'
            sql/set-password SET PASSWORD = '{S}'
            sql/fdw CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'app', password '{S}')
            file/netrc machine api.example.com login app password {S}9x
            file/npmrc //registry.example.com/:_authToken={S}
            file/pypirc [pypi]{LF}username = app{LF}password = {S}
            file/docker-config {"auths":{"registry.example.com":{"auth":"{S}"}}}
            file/kubeconfig users:{LF}- name: app{LF}  user:{LF}    token: {S}
            file/compose environment:{LF}  - DB_PASSWORD={S}{LF}  - TZ=UTC
            file/k8s-env [{"name":"DB_PASSWORD","value":"{S}"}]
            file/k8s-env-yaml - name: DB_PASSWORD{LF}  value: {S}
            file/spring-xml <property name="password" value="{S}"/>
            file/maven-settings <server><username>app</username><password>{S}</password></server>
            file/tomcat-users <user username="app" password="{S}" roles="manager"/>
            file/web-config <add key="ApiSecret" value="{S}" />
            file/terraform variable = { db_password = "{S}" }
            file/tfvars db_password = "{S}"
            file/ini [client]{LF}user=app{LF}password={S}
            file/properties spring.datasource.password={S}
            file/yaml-block password: |{LF}  {S}
            file/yaml-quoted password: "{S}"
            file/yaml-nested secrets:{LF}  database: {S}
            file/json-array {"secrets":["{S}"]}
            file/json-escaped "{\\"password\\":\\"{S}\\"}"
            file/python DATABASES = {'default': {'PASSWORD': '{S}'}}
            file/ruby password: <%= '{S}' %>
            file/php 'password' => '{S}',
            file/shell export DB_PASSWORD={S}
            file/dockerfile ENV DB_PASSWORD={S}
            file/git-config [remote "origin"]{LF}url = https://ci:{S}@git.example.com/shop.git
            file/cookie Cookie: session={S}
            file/header X-Api-Key: {S}
            message/denied access denied for user app (using password: {S})
            message/spoken wrong password {S}9x for app
            message/login login failed: token '{S}' is expired
            message/parse unexpected value at line 3: password = {S}
            """;

    /** Notations in which a name is given a value: {@code {N}} is the name. */
    static final String NOTATIONS = """
            equals {N}={S}
            colon {N}: {S}
            json {"a":1,"{N}":"{S}","b":2}
            json-nested {"outer":{"{N}":"{S}"}}
            single-quoted {N}='{S}'
            double-quoted {N}="{S}"
            arrow '{N}' => '{S}'
            option --{N}={S}
            option-apart run --{N} {S}
            property java -D{N}={S} Main
            query https://api.example.com/v1?page=1&{N}={S}
            semicolons Server=db-1;{N}={S};Timeout=5
            xml <{N}>{S}</{N}>
            second TZ=UTC {N}={S} LANG=C
            """;

    /** Names under which any value is a secret, in the notations of all trades. */
    static final String NAMES = """
            PASSWORD DB_PASSWORD DB_PASSWORD_OLD PASSWORD_1 MYSQL_ROOT_PASSWORD PGPASSWORD spring.datasource.password dbPassword
            DbPasswd X_PWD MYSQL_PWD userPwd DB_PASS db-pass smtpPass PASSPHRASE sshKeyPassphrase PASSCODE SECRET CLIENT_SECRET
            client-secret clientSecret JWT_SECRET SECRET_KEY_BASE DJANGO_SECRET_KEY appSecretKey AWS_SECRET_ACCESS_KEY
            TOKEN ACCESS_TOKEN accessToken refresh_token GITHUB_TOKEN NPM_TOKEN authToken X-Auth-Token SLACK_BOT_TOKEN csrfToken
            API_KEY apikey apiKey2 X-Api-Key STRIPE_API_KEY PRIVATE_KEY privateKey ENCRYPTION_KEY encryptionKeyV2 SIGNING_KEY
            MASTER_KEY LICENSE_KEY ssh_key tlsKey ACCOUNT_KEY CREDENTIALS awsCredentials DB_CREDS BASIC_AUTH REDIS_AUTH
            Authorization httpAuth SESSION_COOKIE WEBHOOK SALT hashSalt PEPPER HMAC OTP_SEED MFA_SEED PIN CARD_PIN SIGNATURE
            UNSEAL_KEYS storepass keyPass bindpw KENNWORT MOT_DE_PASSE contrasena SENHA _authToken secrets.db.main
            """;

    private ContextKinds() {}
}
