module operations

go 1.19

require example.org/chat/client v0.0.0

replace example.org/chat/client => ./client
