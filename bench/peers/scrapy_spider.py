# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows the links of the sites in `seeds`; keeps nothing.

scrapy runspider scrapy_spider.py -a seeds=FILE
"""

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class FollowSpider(CrawlSpider):
    name = "follow"
    custom_settings = {
        "CONCURRENT_REQUESTS": 32,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "DEPTH_LIMIT": 3,
        "USER_AGENT": "scrapy/bench",
        # As the manual advises for broad crawls.
        "SCHEDULER_PRIORITY_QUEUE":
            "scrapy.pqueues.DownloaderAwarePriorityQueue",
        "REACTOR_THREADPOOL_MAXSIZE": 20,
    }
    # Links elsewhere are dropped where that is cheapest.
    rules = (Rule(LinkExtractor(allow=r"^http://127\.1\."), callback="count",
                  follow=True),)

    def __init__(self, seeds, *args, **kwargs):
        super().__init__(*args, **kwargs)
        with open(seeds, encoding="ascii") as lines:
            self.start_urls = lines.read().split()
        self.pages = 0

    def start_requests(self):
        # Without this Scrapy fetches a start page again when it finds a link
        # to it.
        for url in self.start_urls:
            yield Request(url)

    def parse_start_url(self, response, **kwargs):
        return self.count(response)

    def count(self, response):
        if isinstance(response, HtmlResponse) and response.status == 200:
            self.pages += 1
        return []

    def closed(self, reason):
        print(f"pages {self.pages} ({reason})")
