package fusion.movies.http;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** Behind the filter that measures, before the controllers. */
    private static final int CORS = Ordered.HIGHEST_PRECEDENCE + 100;

    private final Questions questions;
    private final ParameterCheck parameterCheck;

    WebConfiguration(Questions questions, ParameterCheck parameterCheck) {
        this.questions = questions;
        this.parameterCheck = parameterCheck;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(questions);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(parameterCheck);
        registry.addInterceptor(questions);
    }

    @Bean
    static FilterRegistrationBean<CorsFilter> corsFilter(CorsProperties properties) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(properties.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD"));
        rules.addAllowedHeader(CorsConfiguration.ALL);
        rules.setExposedHeaders(List.of("ETag", "Link", "Age", RequestIdValve.HEADER));
        rules.setMaxAge(3600L);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
        // Where no site may ask, answers do not vary by site, and caches need not tell them apart.
        filter.setEnabled(!properties.allowedOrigins().isEmpty());
        filter.setOrder(CORS);
        return filter;
    }
}
