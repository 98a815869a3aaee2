package fusion.movies.http;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring MVC's argument resolvers, converters and interceptors. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** After the filter that measures, before the controllers. */
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
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(new Acceptable()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(parameterCheck);
        registry.addInterceptor(questions);
    }

    @Bean
    static FilterRegistrationBean<CorsFilter> corsFilter(CorsProperties properties) {
        CorsConfiguration rules = Cors.rules(properties.allowedOrigins());
        CorsFilter cors = new CorsFilter(request -> rules);
        cors.setCorsProcessor(new Cors());
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(cors);
        filter.setOrder(CORS);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<FlushFilter> flushFilter() {
        FilterRegistrationBean<FlushFilter> filter = new FilterRegistrationBean<>(new FlushFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
