package category

import "strings"

// otherLanguages: the types of languages that the SDK does not know, by telemetry.sdk.language.
var otherLanguages = map[string]map[string]string{
	"java":   table(javaTypes),
	"dotnet": table(dotNetTypes),
	"go":     table(goTypes),
	"nodejs": table(jsTypes),
	"webjs":  table(jsTypes),
}

// table reads lines of a category and its types.
func table(text string) map[string]string {
	types := map[string]string{}
	for line := range strings.Lines(text) {
		category, names, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		for _, name := range strings.Fields(names) {
			types[name] = strings.TrimSpace(category)
		}
	}
	return types
}

const javaTypes = `
	database: java.sql.* javax.persistence.* jakarta.persistence.* javax.sql.* org.hibernate.* org.springframework.dao.*
	database: org.springframework.jdbc.* org.postgresql.* com.mysql.* org.mariadb.* com.mongodb.* oracle.jdbc.*
	cache: redis.clients.jedis.* io.lettuce.* org.redisson.* net.spy.memcached.*
	network: java.net.* javax.net.* java.nio.channels.* io.netty.*
	external_api: org.springframework.web.client.* org.springframework.web.reactive.* feign.* io.grpc.* com.amazonaws.*
	external_api: software.amazon.awssdk.*
	authentication: org.springframework.security.authentication.* org.springframework.security.core.* io.jsonwebtoken.*
	authentication: javax.security.auth.*
	authorization: org.springframework.security.access.* org.springframework.security.authorization.*
	authorization: java.nio.file.AccessDeniedException java.security.AccessControlException
	validation: java.lang.IllegalArgumentException java.lang.NumberFormatException java.time.DateTimeException
	validation: java.time.format.DateTimeParseException com.fasterxml.jackson.* jakarta.validation.* javax.validation.*
	validation: org.springframework.web.bind.* org.springframework.http.converter.*
	rate_limit: io.github.resilience4j.ratelimiter.*
	timeout: java.sql.SQLTimeoutException java.net.SocketTimeoutException java.net.http.HttpTimeoutException
	timeout: java.util.concurrent.TimeoutException io.lettuce.core.RedisCommandTimeoutException
	resource: java.lang.OutOfMemoryError java.lang.StackOverflowError java.util.concurrent.RejectedExecutionException
	resource: java.sql.SQLTransientConnectionException
	configuration: java.lang.ClassNotFoundException java.lang.NoClassDefFoundError java.io.FileNotFoundException
	configuration: java.nio.file.NoSuchFileException org.springframework.beans.* org.springframework.boot.*`

const dotNetTypes = `
	database: System.Data.* Microsoft.Data.* Microsoft.EntityFrameworkCore.* Npgsql.* MySql.* MySqlConnector.* MongoDB.*
	database: Oracle.*
	cache: StackExchange.Redis.*
	network: System.Net.* System.Security.Authentication.AuthenticationException
	external_api: Grpc.Core.* Amazon.* Azure.* Refit.*
	authentication: Microsoft.IdentityModel.* System.IdentityModel.*
	authorization: System.UnauthorizedAccessException System.Security.*
	validation: System.ArgumentException System.ArgumentNullException System.ArgumentOutOfRangeException
	validation: System.FormatException System.OverflowException System.ComponentModel.DataAnnotations.* System.Text.Json.*
	validation: Newtonsoft.Json.* FluentValidation.*
	rate_limit: Polly.RateLimiting.* Polly.RateLimit.*
	timeout: System.TimeoutException System.OperationCanceledException System.Threading.Tasks.TaskCanceledException
	timeout: StackExchange.Redis.RedisTimeoutException Polly.Timeout.*
	resource: System.OutOfMemoryException System.InsufficientMemoryException System.StackOverflowException
	configuration: System.IO.FileNotFoundException System.IO.DirectoryNotFoundException System.TypeLoadException
	configuration: System.DllNotFoundException System.Configuration.*`

const goTypes = `
	database: sql.* pq.* pgconn.* pgx.* mysql.* mongo.* sqlite3.* gorm.*
	cache: redis.* proto.RedisError memcache.*
	network: net.* url.Error tls.* x509.* http.*
	external_api: status.Error googleapi.Error smithy.* stripe.*
	authentication: oauth2.* jwt.*
	validation: json.* xml.* yaml.* strconv.NumError time.ParseError validator.*
	timeout: context.deadlineExceededError os.deadlineExceededError poll.DeadlineExceededError
	configuration: fs.PathError os.PathError exec.Error`

const jsTypes = `
	database: MongoError MongoServerError MongooseError DatabaseError QueryFailedError SequelizeDatabaseError
	database: SequelizeConnectionError PrismaClientKnownRequestError PrismaClientInitializationError
	cache: ReplyError RedisError
	network: ECONNREFUSED ECONNRESET ECONNABORTED ENOTFOUND EPIPE EAI_AGAIN EHOSTUNREACH ENETUNREACH
	external_api: AxiosError FetchError ERR_BAD_REQUEST ERR_BAD_RESPONSE StripeError APIError
	authentication: JsonWebTokenError TokenExpiredError UnauthorizedError
	authorization: EACCES EPERM ForbiddenError
	validation: ValidationError ZodError SyntaxError URIError
	rate_limit: ThrottlerException TooManyRequestsError RateLimitError
	timeout: ETIMEDOUT ESOCKETTIMEDOUT TimeoutError UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT
	resource: EMFILE ENFILE ENOMEM ENOSPC ERR_OUT_OF_MEMORY
	configuration: ENOENT MODULE_NOT_FOUND ERR_MODULE_NOT_FOUND`
