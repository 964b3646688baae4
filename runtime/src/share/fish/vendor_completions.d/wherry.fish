function __wherry_complete
  wherry complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end
complete -c wherry -a '(__wherry_complete)'
complete -c wherry -n __fish_use_subcommand -a annex -d 'Add, get, drop, copy, sync and check annexed files, as git-annex does, also where it is not installed.'
complete -c wherry -n __fish_use_subcommand -a bundles -d 'List the bundles of the node: number, state, version, name, and what is wrong with them.'
complete -c wherry -n __fish_use_subcommand -a clone -d 'Clone a peer\'s repository, and link the clone with it.'
complete -c wherry -n __fish_use_subcommand -a completion -d 'Print the completion script of a shell.'
complete -c wherry -n __fish_use_subcommand -a config -d 'List the settings of the node: what can be set, to what, and what is set.'
complete -c wherry -n __fish_use_subcommand -a daemon -d 'Start the node.'
complete -c wherry -n __fish_use_subcommand -a demo -d 'Show all of it on throwaway folders and two nodes of its own.'
complete -c wherry -n __fish_use_subcommand -a help -d 'List the commands, or describe one.'
complete -c wherry -n __fish_use_subcommand -a init -d 'Make an annex of the git repository in the current folder, as git annex init does.'
complete -c wherry -n __fish_use_subcommand -a install -d 'Install a bundle, such as a transport, or update one, while the node runs.'
complete -c wherry -n __fish_use_subcommand -a key -d 'Ask a peer for the content of keys, without git-annex.'
complete -c wherry -n __fish_use_subcommand -a links -d 'List the open links: number, accepted or dialled, since when, network, bytes sent and received and how fast now, the other end, peer, addresses.'
complete -c wherry -n __fish_use_subcommand -a p2p -d 'Link the git-annex repository in the current folder with others over P2P networks.'
complete -c wherry -n __fish_use_subcommand -a p2pstdio -d 'Serve one connection on standard input and output, for inetd, socat, or a forced command of ssh.'
complete -c wherry -n __fish_use_subcommand -a peers -d 'List the peers of a repository, or change what they may do.'
complete -c wherry -n __fish_use_subcommand -a ping -d 'Reach a remote of the repository in the current folder, and tell over which network and link, how long that took, and how long its answers take.'
complete -c wherry -n __fish_use_subcommand -a repos -d 'List the repositories that are served: folder, UUID, rights, connected peers, addresses.'
complete -c wherry -n __fish_use_subcommand -a restart -d 'Stop the node if one runs, and start it anew.'
complete -c wherry -n __fish_use_subcommand -a serve -d 'Serve a git-annex repository to its peers, now and after each start of the node.'
complete -c wherry -n __fish_use_subcommand -a shell -d 'Administer the node with the Gogo shell of Apache Felix.'
complete -c wherry -n __fish_use_subcommand -a status -d 'Say how the node is: process, uptime, version, networks, links, repositories.'
complete -c wherry -n __fish_use_subcommand -a stop -d 'Stop the node.'
complete -c wherry -n __fish_use_subcommand -a transports -d 'List the transports: network, version, state, number of uses, bundle.'
complete -c wherry -n __fish_use_subcommand -a uninstall -d 'Remove a bundle that was installed. It goes when its last link ends.'
complete -c wherry -n __fish_use_subcommand -a unserve -d 'Serve a repository no more: closes its addresses and its connections.'
complete -c wherry -n __fish_use_subcommand -a why -d 'Say step by step how a remote of the repository in the current folder is reached, or why it is not.'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'add'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'copy'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'drop'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'fsck'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'get'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'sync'
complete -c wherry -n '__fish_seen_subcommand_from annex' -a 'whereis'
complete -c wherry -n '__fish_seen_subcommand_from annex' -l help
complete -c wherry -n '__fish_seen_subcommand_from annex' -l json
complete -c wherry -n '__fish_seen_subcommand_from annex' -l json-error-messages
complete -c wherry -n '__fish_seen_subcommand_from annex' -l backend
complete -c wherry -n '__fish_seen_subcommand_from annex' -l no-check-gitignore
complete -c wherry -n '__fish_seen_subcommand_from annex' -l json-progress
complete -c wherry -n '__fish_seen_subcommand_from annex' -l jobs
complete -c wherry -n '__fish_seen_subcommand_from annex' -l all
complete -c wherry -n '__fish_seen_subcommand_from annex' -l key
complete -c wherry -n '__fish_seen_subcommand_from annex' -l to
complete -c wherry -n '__fish_seen_subcommand_from annex' -l from
complete -c wherry -n '__fish_seen_subcommand_from annex' -l force
complete -c wherry -n '__fish_seen_subcommand_from annex' -l numcopies
complete -c wherry -n '__fish_seen_subcommand_from annex' -l mincopies
complete -c wherry -n '__fish_seen_subcommand_from annex' -l fast
complete -c wherry -n '__fish_seen_subcommand_from annex' -l content
complete -c wherry -n '__fish_seen_subcommand_from annex' -l no-content
complete -c wherry -n '__fish_seen_subcommand_from annex' -l only-annex
complete -c wherry -n '__fish_seen_subcommand_from annex' -l no-commit
complete -c wherry -n '__fish_seen_subcommand_from annex' -l no-pull
complete -c wherry -n '__fish_seen_subcommand_from annex' -l no-push
complete -c wherry -n '__fish_seen_subcommand_from annex' -l message
complete -c wherry -n '__fish_seen_subcommand_from annex' -l allow-unrelated-histories
complete -c wherry -n '__fish_seen_subcommand_from bundles' -l json
complete -c wherry -n '__fish_seen_subcommand_from bundles' -l all
complete -c wherry -n '__fish_seen_subcommand_from bundles' -l help
complete -c wherry -n '__fish_seen_subcommand_from clone' -l origin
complete -c wherry -n '__fish_seen_subcommand_from clone' -l get
complete -c wherry -n '__fish_seen_subcommand_from clone' -l json
complete -c wherry -n '__fish_seen_subcommand_from clone' -l help
complete -c wherry -n '__fish_seen_subcommand_from completion' -l help
complete -c wherry -n '__fish_seen_subcommand_from completion' -a 'bash'
complete -c wherry -n '__fish_seen_subcommand_from completion' -a 'zsh'
complete -c wherry -n '__fish_seen_subcommand_from completion' -a 'fish'
complete -c wherry -n '__fish_seen_subcommand_from config' -l json
complete -c wherry -n '__fish_seen_subcommand_from config' -l help
complete -c wherry -n '__fish_seen_subcommand_from daemon' -l foreground
complete -c wherry -n '__fish_seen_subcommand_from daemon' -l help
complete -c wherry -n '__fish_seen_subcommand_from demo' -l keep
complete -c wherry -n '__fish_seen_subcommand_from demo' -l help
complete -c wherry -n '__fish_seen_subcommand_from help' -l help
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'annex'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'bundles'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'clone'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'completion'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'config'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'daemon'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'demo'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'help'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'init'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'install'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'key'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'links'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'p2p'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'p2pstdio'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'peers'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'ping'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'repos'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'restart'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'serve'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'shell'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'status'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'stop'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'transports'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'uninstall'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'unserve'
complete -c wherry -n '__fish_seen_subcommand_from help' -a 'why'
complete -c wherry -n '__fish_seen_subcommand_from init' -l create
complete -c wherry -n '__fish_seen_subcommand_from init' -l bare
complete -c wherry -n '__fish_seen_subcommand_from init' -l json
complete -c wherry -n '__fish_seen_subcommand_from init' -l help
complete -c wherry -n '__fish_seen_subcommand_from install' -l end-links
complete -c wherry -n '__fish_seen_subcommand_from install' -l json
complete -c wherry -n '__fish_seen_subcommand_from install' -l help
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'check'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'get'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'lock'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'of'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'put'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'remove'
complete -c wherry -n '__fish_seen_subcommand_from key' -a 'timestamp'
complete -c wherry -n '__fish_seen_subcommand_from key' -l help
complete -c wherry -n '__fish_seen_subcommand_from key' -l json
complete -c wherry -n '__fish_seen_subcommand_from key' -l retries
complete -c wherry -n '__fish_seen_subcommand_from key' -l timeout
complete -c wherry -n '__fish_seen_subcommand_from key' -l protocol
complete -c wherry -n '__fish_seen_subcommand_from key' -l batch
complete -c wherry -n '__fish_seen_subcommand_from key' -l json-progress
complete -c wherry -n '__fish_seen_subcommand_from key' -l before
complete -c wherry -n '__fish_seen_subcommand_from links' -l json
complete -c wherry -n '__fish_seen_subcommand_from links' -l help
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l enable
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l disable
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l gen-addresses
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l link
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l name
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l json
complete -c wherry -n '__fish_seen_subcommand_from p2p' -l help
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l as
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l uuid
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l ssh
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l read-only
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l append-only
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l no-push
complete -c wherry -n '__fish_seen_subcommand_from p2pstdio' -l help
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'allow'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'invite'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'list'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'rename'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'revoke'
complete -c wherry -n '__fish_seen_subcommand_from peers' -l repo
complete -c wherry -n '__fish_seen_subcommand_from peers' -l json
complete -c wherry -n '__fish_seen_subcommand_from peers' -l help
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'read-write'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'no-push'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'append-only'
complete -c wherry -n '__fish_seen_subcommand_from peers' -a 'read-only'
complete -c wherry -n '__fish_seen_subcommand_from peers' -l rights
complete -c wherry -n '__fish_seen_subcommand_from peers' -l dry-run
complete -c wherry -n '__fish_seen_subcommand_from ping' -l count
complete -c wherry -n '__fish_seen_subcommand_from ping' -l rate
complete -c wherry -n '__fish_seen_subcommand_from ping' -l json
complete -c wherry -n '__fish_seen_subcommand_from ping' -l help
complete -c wherry -n '__fish_seen_subcommand_from repos' -l json
complete -c wherry -n '__fish_seen_subcommand_from repos' -l help
complete -c wherry -n '__fish_seen_subcommand_from restart' -l help
complete -c wherry -n '__fish_seen_subcommand_from serve' -l net
complete -c wherry -n '__fish_seen_subcommand_from serve' -l json
complete -c wherry -n '__fish_seen_subcommand_from serve' -l foreground
complete -c wherry -n '__fish_seen_subcommand_from serve' -l read-only
complete -c wherry -n '__fish_seen_subcommand_from serve' -l append-only
complete -c wherry -n '__fish_seen_subcommand_from serve' -l no-push
complete -c wherry -n '__fish_seen_subcommand_from serve' -l read-write
complete -c wherry -n '__fish_seen_subcommand_from serve' -l help
complete -c wherry -n '__fish_seen_subcommand_from shell' -l help
complete -c wherry -n '__fish_seen_subcommand_from status' -l json
complete -c wherry -n '__fish_seen_subcommand_from status' -l help
complete -c wherry -n '__fish_seen_subcommand_from stop' -l json
complete -c wherry -n '__fish_seen_subcommand_from stop' -l help
complete -c wherry -n '__fish_seen_subcommand_from transports' -l json
complete -c wherry -n '__fish_seen_subcommand_from transports' -l help
complete -c wherry -n '__fish_seen_subcommand_from uninstall' -l json
complete -c wherry -n '__fish_seen_subcommand_from uninstall' -l help
complete -c wherry -n '__fish_seen_subcommand_from unserve' -l json
complete -c wherry -n '__fish_seen_subcommand_from unserve' -l help
complete -c wherry -n '__fish_seen_subcommand_from why' -l json
complete -c wherry -n '__fish_seen_subcommand_from why' -l help
