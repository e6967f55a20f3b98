// C++'s requests for memory, led through the malloc and free of faults.c; simdjson makes them.
#include <cstdlib>
#include <new>

extern "C" void *__wrap_malloc(std::size_t size);
extern "C" void __wrap_free(void *block);

void *operator new(std::size_t size, const std::nothrow_t &) noexcept { return __wrap_malloc(size ? size : 1); }
void *operator new[](std::size_t size, const std::nothrow_t &) noexcept { return __wrap_malloc(size ? size : 1); }
void *operator new(std::size_t size) {
    for (;;) {
        if (void *block = __wrap_malloc(size ? size : 1)) return block;
        if (!std::get_new_handler()) throw std::bad_alloc();
        std::get_new_handler()();
    }
}
void *operator new[](std::size_t size) { return operator new(size); }
void operator delete(void *block) noexcept { __wrap_free(block); }
void operator delete[](void *block) noexcept { __wrap_free(block); }
void operator delete(void *block, std::size_t) noexcept { __wrap_free(block); }
void operator delete[](void *block, std::size_t) noexcept { __wrap_free(block); }
