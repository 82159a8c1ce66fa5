package dev.leeway.agent.selftest;

/** The shapes of what issuers hand out, one line each: a kind, and a template of {@link Template}. */
final class TokenKinds {
    /** Tokens, keys, hashes and sealed values that show what they are. */
    static final String SHAPED = """
            aws-access-key AKIA{16u}
            aws-temporary-key ASIA{16u}
            aws-bearer-key ABIA{16u}
            aws-context-key ACCA{16u}
            aws-session-token IQoJb3JpZ2luX2Vj{160b}
            aws-session-token-old FwoGZXIvYXdzE{120b}
            aws-bedrock-key ABSKQmVkcm9ja{40b}
            gcp-api-key AIza{35r}
            gcp-oauth-token ya29.{60r}
            gcp-oauth-client-secret GOCSPX-{28r}
            gcp-refresh-token 1//0{44r}
            azure-client-secret {3w}8Q~{34r}
            alibaba-key-id LTAI{20w}
            tencent-key-id AKID{32w}
            digitalocean-pat dop_v1_{64h}
            digitalocean-oauth doo_v1_{64h}
            digitalocean-refresh dor_v1_{64h}
            yandex-api-key AQVN{36r}
            cloudflare-origin-ca v1.0-{24h}-{146h}
            scaleway-key SCW{17u}
            databricks-pat dapi{32h}
            planetscale-password pscale_pw_{43r}
            planetscale-token pscale_tkn_{43r}
            planetscale-oauth pscale_oauth_{43r}
            supabase-pat sbp_{40h}
            supabase-secret sb_secret_{30r}
            fly-token fo1_{43r}
            heroku-key HRKU-{60r}
            github-pat ghp_{36w}
            github-oauth gho_{36w}
            github-user ghu_{36w}
            github-server ghs_{36w}
            github-refresh ghr_{36w}
            github-fine-grained github_pat_{22w}_{59w}
            gitlab-pat glpat-{20r}
            gitlab-deploy gldt-{20r}
            gitlab-runner glrt-{20r}
            gitlab-ci-build glcbt-{20r}
            gitlab-trigger glptt-{40h}
            gitlab-feed glft-{20r}
            gitlab-scim glsoat-{20r}
            gitlab-incoming-mail glimt-{25r}
            gitlab-agent glagent-{50r}
            gitlab-oauth gloas-{64r}
            gitlab-registration GR1348941{20r}
            bitbucket-app-password ATBB{32w}
            atlassian-api-token ATATT3xFfGF0{180r}
            atlassian-client ATCTT3xFfGN0{180r}
            npm-token npm_{36w}
            pypi-token pypi-AgEIcHlwaS5vcmc{80r}
            rubygems-key rubygems_{48h}
            clojars-token CLOJARS_{60n}
            crates-io-token cio{32w}
            dockerhub-pat dckr_pat_{27r}
            dockerhub-org dckr_oat_{32r}
            jfrog-api-key AKCp{69w}
            jfrog-reference cmVmd{59w}
            sonar-project sqp_{40h}
            sonar-user squ_{40h}
            sonar-global sqa_{40h}
            sourcegraph-token sgp_{16h}_{40h}
            buildkite-agent bkua_{40h}
            circleci-pat CCIPAT_{22w}_{40h}
            terraform-cloud {14w}.atlasv1.{67r}
            pulumi-token pul-{40h}
            vault-service hvs.{90r}
            vault-batch hvb.{140r}
            vault-recovery hvr.{90r}
            doppler-personal dp.pt.{43w}
            doppler-service dp.st.{43w}
            doppler-account dp.sa.{43w}
            doppler-scim dp.scim.{43w}
            onepassword-service ops_eyJ{250b}
            infracost-key ico-{32w}
            tailscale-key tskey-auth-{20w}-{32w}
            stripe-live-secret sk_live_{24w}
            stripe-test-secret sk_test_{24w}
            stripe-restricted rk_live_{24w}
            stripe-restricted-test rk_test_{24w}
            stripe-webhook whsec_{32w}
            square-access sq0atp-{22r}
            square-secret sq0csp-{43r}
            shopify-private shppa_{32h}
            shopify-access shpat_{32h}
            shopify-custom shpca_{32h}
            shopify-shared shpss_{32h}
            braintree-access access_token$production${16n}${32h}
            plaid-access access-production-{8h}-{4h}-{4h}-{4h}-{12h}
            razorpay-live rzp_live_{14w}
            flutterwave-secret FLWSECK_TEST-{32h}-X
            easypost-key EZAK{54w}
            easypost-test EZTK{54w}
            shippo-live shippo_live_{40h}
            duffel-live duffel_live_{43r}
            frameio-token fio-u-{64r}
            slack-bot xoxb-{12d}-{12d}-{24w}
            slack-user xoxp-{12d}-{12d}-{12d}-{32h}
            slack-app xapp-1-A{10u}-{13d}-{64h}
            slack-config xoxe.xoxp-1-{160w}
            slack-refresh xoxe-1-{146w}
            slack-legacy xoxs-{12d}-{12d}-{12d}-{10h}
            slack-workspace xoxa-2-{12d}-{12d}-{32h}
            slack-webhook https://hooks.slack.com/services/T{8u}/B{8u}/{24w}
            slack-workflow https://hooks.slack.com/workflows/T{8u}/A{8u}/{18d}/{24w}
            discord-webhook https://discord.com/api/webhooks/{18d}/{68r}
            teams-webhook https://contoso.webhook.office.com/webhookb2/{8h}-{4h}-{4h}-{4h}-{12h}@{8h}-{4h}-{4h}-{4h}-{12h}/IncomingWebhook/{32h}/{8h}
            telegram-bot {10d}:AA{33r}
            telegram-url https://api.telegram.org/bot{10d}:AA{33r}/sendMessage
            sendgrid-key SG.{22r}.{43r}
            twilio-key SK{32h}
            twilio-account AC{32h}
            mailgun-private key-{32h}
            mailgun-public pubkey-{32h}
            mailchimp-key {32h}-us12
            brevo-key xkeysib-{64h}-{16w}
            brevo-smtp xsmtpsib-{64h}-{16w}
            facebook-token EAACEdEose0cBA{40w}
            facebook-page EAAB{170w}
            firebase-messaging AAAA{7r}:APA91b{134r}
            openai-legacy sk-{48w}
            openai-project sk-proj-{74r}T3BlbkFJ{74r}
            openai-service sk-svcacct-{74r}T3BlbkFJ{74r}
            openai-admin sk-admin-{74r}
            anthropic-key sk-ant-api03-{93r}AA
            anthropic-admin sk-ant-admin01-{93r}AA
            huggingface-user hf_{34a}
            huggingface-org api_org_{34a}
            replicate-token r8_{37w}
            groq-key gsk_{52w}
            xai-key xai-{80w}
            perplexity-key pplx-{48w}
            nvidia-key nvapi-{64r}
            langsmith-key lsv2_pt_{32h}_{10h}
            newrelic-user NRAK-{27u}
            newrelic-browser NRJS-{19h}
            newrelic-insert NRII-{32r}
            grafana-service glsa_{32w}_{8h}
            grafana-cloud glc_{80b}
            grafana-legacy eyJrIjoi{80b}
            sentry-org sntrys_{120b}
            sentry-user sntryu_{64h}
            dynatrace-token dt0c01.{24u}.{64u}
            linear-key lin_api_{40w}
            notion-integration secret_{43w}
            notion-token ntn_{46w}
            figma-pat figd_{40r}
            postman-key PMAK-{24h}-{34h}
            typeform-token tfp_{59r}
            contentful-pat CFPAT-{43r}
            readme-key rdme_{70n}
            prefect-key pnu_{36n}
            adobe-secret p8e-{32w}
            mapbox-secret sk.eyJ1Ijoi{60w}.{22w}
            okta-ssws SSWS 00{40r}
            octopus-key API-{26u}
            jwt eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{80r}.{43r}
            jwt-rs eyJraWQi{30r}.{120r}.{342r}
            jwe eyJlbmMi{40r}.{60r}.{16r}.{80r}.{22r}
            age-secret AGE-SECRET-KEY-1{58u}
            fernet-token gAAAAABm{100r}
            openssh-raw b3BlbnNzaC1rZXktdjEA{200b}
            der-private-key MIIEvQIBADANBgkqhkiG9w0BAQEFAASC{300b}
            kms-ciphertext AQICAHh{120b}
            ansible-vault $ANSIBLE_VAULT;1.1;AES256;{80h}
            sops-value ENC[AES256_GCM,data:{40b},iv:{43b},tag:{22b},type:str]
            jasypt-value ENC({44b})
            spring-cipher {cipher}{80h}
            vault-transit vault:v1:{60b}
            crypt-md5 $1${8w}${22b}
            crypt-apr1 $apr1${8w}${22b}
            crypt-sha256 $5${16w}${43b}
            crypt-sha512 $6${16w}${86b}
            crypt-yescrypt $y$j9T${22w}${43w}
            bcrypt-2a $2a$12${53w}
            bcrypt-2b $2b$10${53w}
            bcrypt-2y $2y$10${53w}
            argon2id $argon2id$v=19$m=65536,t=3,p=4${22b}${43b}
            pbkdf2-passlib $pbkdf2-sha256$29000${22b}${43b}
            scrypt-passlib $scrypt$ln=16,r=8,p=1${22b}${43b}
            phpass $P$B{31w}
            ldap-ssha {SSHA}{38b}==
            ldap-sha {SHA}{27b}=
            spring-bcrypt {bcrypt}$2a$10${53w}
            spring-noop {noop}{16w}
            django-pbkdf2 pbkdf2_sha256$870000${22w}${43b}=
            werkzeug-scrypt scrypt:32768:8:1${16w}${128h}
            postgres-scram SCRAM-SHA-256$4096:{22b}==${43b}=:{43b}=
            basic-header Basic {40b}==
            bearer-header Bearer {40r}
            authorization-basic Authorization: Basic {32b}
            authorization-bearer authorization: Bearer {32r}
            proxy-authorization Proxy-Authorization: Basic {32b}
            pem-rsa -----BEGIN RSA PRIVATE KEY-----{LF}{200b}{LF}-----END RSA PRIVATE KEY-----
            pem-pkcs8 -----BEGIN PRIVATE KEY-----{LF}{200b}{LF}-----END PRIVATE KEY-----
            pem-encrypted -----BEGIN ENCRYPTED PRIVATE KEY-----{LF}{200b}{LF}-----END ENCRYPTED PRIVATE KEY-----
            pem-ec -----BEGIN EC PRIVATE KEY-----{LF}{120b}{LF}-----END EC PRIVATE KEY-----
            pem-dsa -----BEGIN DSA PRIVATE KEY-----{LF}{200b}{LF}-----END DSA PRIVATE KEY-----
            pem-openssh -----BEGIN OPENSSH PRIVATE KEY-----{LF}{200b}{LF}-----END OPENSSH PRIVATE KEY-----
            pem-pgp -----BEGIN PGP PRIVATE KEY BLOCK-----{LF}{LF}{200b}{LF}-----END PGP PRIVATE KEY BLOCK-----
            pem-cut -----BEGIN RSA PRIVATE KEY-----{LF}{100b}
            pem-escaped "-----BEGIN PRIVATE KEY-----\\n{100b}\\n-----END PRIVATE KEY-----\\n"
            putty-key PuTTY-User-Key-File-3:{60b}
            """;

    /** Keys without a mark: only their randomness tells. */
    static final String RANDOM = """
            hex-32 {32h}
            hex-40 {40h}
            hex-64 {64h}
            hex-128 {128h}
            hex-24 {24h}
            base64-24 {22b}==
            base64-32 {32b}
            base64-44 {43b}=
            base64-88 {86b}==
            base64url-32 {32r}
            base64url-43 {43r}
            alphanumeric-20 {20w}
            alphanumeric-24 {24w}
            alphanumeric-32 {32w}
            alphanumeric-40 {40w}
            alphanumeric-64 {64w}
            letters-32 {32a}
            lower-24 {24l}
            lower-32 {32l}
            base36-25 {25n}
            base36-40 {40n}
            capitals-26 {26u}
            capitals-32 {32u}
            digits-24 {24d}
            uuid {8h}-{4h}-4{3h}-a{3h}-{12h}
            aws-secret-key {40b}
            azure-storage-key {86b}==
            azure-sas-signature {43b}=
            datadog-api-key {32h}
            datadog-app-key {40h}
            dotted-parts {24w}.{6w}.{27w}
            grouped {5u}-{5u}-{5u}-{5u}-{5u}
            okta-token 00{40r}
            algolia-key {32h}
            newrelic-license {36h}NRAL
            heroku-uuid {8h}-{4h}-{4h}-{4h}-{12h}
            travis-token {22r}
            rollbar-token {32h}
            segment-key {32w}
            zendesk-token {40w}
            """;

    private TokenKinds() {}
}
